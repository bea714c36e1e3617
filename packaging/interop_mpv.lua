-- Says which text mpv shows at each of the times (seconds) in the file named by the option "times", one row each.
local times = {}
for row in io.lines(mp.get_opt("times")) do times[#times + 1] = tonumber(row) end
local NUDGES, NUDGE_S, WAIT_S = 4, 0.0005, 0.015
local place, nudges = 1, 0

-- The picture stands still and the subtitles move under it. It is drawn anew only when the delay changes, and by then
-- a row may not have been read, so each time is asked for with some nudges.
local function step()
  if nudges == NUDGES then
    -- What is handed to libass: the property "sub-text" drops braces that are escaped, which the picture shows.
    local text = mp.get_property("sub-text-ass") or ""
    io.stdout:write("SHOWN\t" .. place .. "\t" .. text:gsub("\n", " ") .. "\n")
    io.stdout:flush()
    place, nudges = place + 1, 0
  end
  if place > #times then
    mp.command("quit")
    return
  end
  mp.set_property_number("sub-delay", -times[place] - (nudges % 2) * NUDGE_S)
  nudges = nudges + 1
  mp.add_timeout(WAIT_S, step)
end

mp.register_event("file-loaded", function() mp.add_timeout(0.3, step) end)
