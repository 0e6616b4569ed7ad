// Makes the pictures of photos with sharp, in one of two ways; `photos.py` says which pictures.
//
//     node photos.mjs plugin|chained JOBS.json OUT ['{"avif": {"quality": 50}}']
//
// plugin: as image plugins of site generators do it, every picture from the file anew, with sharp's own settings.
// chained: the file once, shrunk while it is decoded, and each picture from the one before it, with quick settings.
import { mkdirSync, readFileSync } from "node:fs";
import sharp from "sharp";

// Qualities found by `photos.py --calibrate` on 2026-11-27: within half a point of SSIMULACRA2 of this project's pictures.
// Effort 0 is best for sharp: of two photos effort 1 took 2.5 times the CPU and effort 2 four times, for a point at most,
// which effort 0 has at a quality that is 1 higher. JPEG with codes of its own took twice the time, for 1 % fewer bytes.
const SETTINGS = {
  plugin: { avif: { quality: 53 }, jpeg: { quality: 69 } },
  chained: { avif: { quality: 56, effort: 0, chromaSubsampling: "4:2:0" }, jpeg: { quality: 69, optimiseCoding: false } },
};

// Not a pixel cut off and no stretching by half a pixel: SSIMULACRA2 takes that for bad quality.
const exactly = { fit: "fill" };

async function plugin({ source, shapes }, settings, folder) {
  for (const { kind, width, height, name } of shapes)
    await sharp(source).rotate().resize(width, height, exactly)[kind](settings[kind]).toFile(`${folder}/${name}`);
}

async function chained({ source, shapes, square }, settings, folder) {
  const [largest, ...smaller] = sizesOf(shapes.filter(({ role }) => role !== "square"));
  const whole = await pixels(sharp(source).rotate().resize(...largest, exactly));
  let image = whole;
  await save(image, shapes, settings, folder);
  for (const size of smaller) {
    image = await pixels(again(image).resize(...size, exactly));
    await save(image, shapes, settings, folder);
  }
  const [left, top, right, bottom] = square;
  const { width } = shapes.find(({ role }) => role === "square");
  const cut = again(whole).extract({ left, top, width: right - left, height: bottom - top });
  await save(await pixels(cut.resize(width, width)), shapes, settings, folder);
}

const pixels = (image) => image.raw().toBuffer({ resolveWithObject: true });

const again = ({ data, info }) => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });

// Width and height from large to small, each once.
function sizesOf(shapes) {
  const sizes = new Map(shapes.map(({ width, height }) => [width, [width, height]]));
  return [...sizes.values()].sort((a, b) => b[0] - a[0]);
}

async function save(image, shapes, settings, folder) {
  const { width, height } = image.info;
  for (const shape of shapes.filter((each) => each.width === width && each.height === height))
    await again(image)[shape.kind](settings[shape.kind]).toFile(`${folder}/${shape.name}`);
}

const [way, jobs, out, changed = "{}"] = process.argv.slice(2);
const given = JSON.parse(changed);
const settings = Object.fromEntries(Object.entries(SETTINGS[way]).map(([kind, values]) => [kind, { ...values, ...given[kind] }]));
sharp.cache(false);
sharp.concurrency(1); // so that CPU seconds are those of one photo after another
for (const job of JSON.parse(readFileSync(jobs, "utf8"))) {
  const folder = `${out}/${job.name}`;
  mkdirSync(folder, { recursive: true });
  await { plugin, chained }[way](job, settings, folder);
}
