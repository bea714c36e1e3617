// Prints what a JavaScript reader reads of files: node interop_node.mjs READER FILE… gives {file: [[start, end, text, words]]} in ms.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const modules = join(process.env.INTEROP_NODE, "node_modules");
const load = createRequire(join(process.env.INTEROP_NODE, "package.json"));
const ms = (seconds) => Math.round(seconds * 1000);

function amllRows(lines) {
  return lines.map((line) => {
    const words = line.words.map((word) => [word.startTime, word.word]);
    return [line.startTime, line.endTime, line.words.map((word) => word.word).join(""), words];
  });
}

function clrcRows(lines) {
  return lines
    .filter((line) => line.startMillisecond !== undefined)
    .map((line) => {
      const words = (line.words ?? []).filter((word) => word.content).map((word) => [word.startMillisecond, word.content]);
      return [line.startMillisecond, null, line.words ? words.map((word) => word[1]).join("") : line.content, words];
    });
}

const READERS = {
  "lrc-kit": (text) =>
    load("lrc-kit").Lrc.parse(text).lyrics.map((line) => [
      ms(line.timestamp), null, line.content, (line.wordTimestamps ?? []).map((word) => [ms(word.timestamp), word.content]),
    ]),
  "clrc": (text) => clrcRows(load("clrc").parse(text)),
  // it has one reader for rows with words and one for rows without
  "clrc-words": (text) => clrcRows(/<\d/.test(text) ? load("clrc").parseEnhanced(text) : load("clrc").parse(text)),
  "lrc-parser": async (text) =>
    (await import(pathToFileURL(join(modules, "@lrc-maker/lrc-parser/build/esm/lrc-parser.js")))).parser(text).lyric
      .filter((line) => line.time !== undefined)
      .map((line) => [ms(line.time), null, line.text, []]),
  "amll-lrc": (text) => amllRows(load("@applemusic-like-lyrics/lyric").parseLrc(text)),
  "amll-ttml": (text) => {
    globalThis.DOMParser = load("@xmldom/xmldom").DOMParser; // as a browser has it
    return amllRows(load("@applemusic-like-lyrics/lyric").parseTTML(text).lines);
  },
};

const [reader, ...files] = process.argv.slice(2);
const found = {};
for (const file of files) {
  try {
    found[file] = await READERS[reader](readFileSync(file, "utf8"));
  } catch (error) {
    found[file] = String(error);
  }
}
console.log(JSON.stringify(found));
