/**
 * Pictures of pages (`.png`, `.jpg`, `.tif`): their text is recognised. How large a picture is says its head, before any of
 * it is decoded.
 */
import { imageSize } from 'image-size';
import { type Reading, refuse } from './reader.ts';
import { recogniseImage } from './recognise.ts';

/** An A3 page at 600 dots an inch. */
const MAX_PIXELS = 80_000_000;

/** Reads a picture. */
export async function readPicture(bytes: Uint8Array): Promise<Reading> {
  let size: { width: number; height: number };
  try {
    size = imageSize(bytes);
  } catch {
    return refuse('不是有效的图片，或已损坏；请重新导出为 .png 或 .jpg');
  }
  if (size.width * size.height > MAX_PIXELS) {
    return refuse(`图片有 ${size.width}×${size.height} 像素，太大；请缩小后再放入`);
  }
  return await recogniseImage(bytes, Math.max(size.width, size.height));
}
