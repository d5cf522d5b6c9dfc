import type { Sharp, SharpOptions } from "sharp";
import { withPortableSharp } from "./portable-sharp.ts";

/** The one function of sharp that we use. */
export type MakeSharp = (input: Buffer | SharpOptions, options?: SharpOptions) => Sharp;

interface SharpModule {
  make: MakeSharp;
  block(operations: string[]): void;
  unblock(operations: string[]): void;
}

let loaded: Promise<SharpModule> | null = null;
let svgInUse = 0;

/**
 * Pictures worked on at once, for the whole process: each one takes a thread of the pool that file access shares, and up to
 * 150 MB while a picture of the largest allowed size is decoded.
 */
const parallelPictures = 2;
const svgLoader = ["VipsForeignLoadSvg"];
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Loads libvips when the first picture is worked on, not at start. Every decoder is blocked but the three that cameras use:
 * what is not compiled into the way of a picture cannot be attacked through it (GIF, TIFF, SVG and PDF readers had holes).
 */
function load(): Promise<SharpModule> {
  loaded ??= withPortableSharp(() => import("sharp")).then(({ default: sharp }) => {
    // Nothing is decoded twice, so a cache would only hold memory; one thread each, since two pictures may run side by side.
    sharp.cache(false);
    sharp.concurrency(1);
    sharp.block({ operation: ["VipsForeignLoad"] });
    sharp.unblock({ operation: ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp"] });
    return {
      make: (input, options) => (Buffer.isBuffer(input) ? sharp(input, options) : sharp(input)),
      block: (operation) => sharp.block({ operation }),
      unblock: (operation) => sharp.unblock({ operation }),
    };
  });
  return loaded;
}

/** Runs one piece of picture work with sharp, at most two at once; the others wait in order. */
export async function withSharp<T>(work: (make: MakeSharp) => Promise<T>): Promise<T> {
  if (running >= parallelPictures) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work((await load()).make);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/**
 * Renders an SVG of our own making. The SVG reader is open only for as long; pictures from outside cannot reach it even then,
 * since their first bytes are checked before libvips sees them.
 */
export async function renderSvg(svg: string, finish: (picture: Sharp) => Promise<Buffer>): Promise<Buffer> {
  const { block, unblock } = await load();
  svgInUse += 1;
  unblock(svgLoader);
  try {
    return await withSharp((make) => finish(make(Buffer.from(svg))));
  } finally {
    svgInUse -= 1;
    if (svgInUse === 0) block(svgLoader);
  }
}
