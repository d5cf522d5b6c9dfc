import type { Box } from "../../shared/plate-read.ts";
import type { PictureSize } from "./decode.ts";

/** Pixels by which the recogniser's crop may differ from the vehicle box it was cut along (rounding, even sizes for JPEG). */
const cropTolerance = 4;

/** A box in whole pixels, inside a picture. */
export interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Where a box of the recognition is in the picture that came with it, or null where it is not in it.
 *
 * Boxes are told in coordinates of the camera's frame. The picture is the frame, or, as Stream is set up by default
 * (webhook_image_type = vehicle), the part of the frame inside `vehicleBox`: then the box is moved. A vehicle box that sticks
 * out of a picture of another size shows that the picture is neither (another vehicle's crop, or made smaller): null.
 */
export function placeBox(box: Box, picture: PictureSize, vehicleBox: Box | null): Box | null {
  const near = (a: number, b: number) => Math.abs(a - b) <= cropTolerance;
  let placed = box;
  if (vehicleBox) {
    const { xmin, ymin, xmax, ymax } = vehicleBox;
    if (near(xmax - xmin, picture.width) && near(ymax - ymin, picture.height)) {
      placed = { xmin: box.xmin - xmin, ymin: box.ymin - ymin, xmax: box.xmax - xmin, ymax: box.ymax - ymin };
    } else if (xmax > picture.width + cropTolerance || ymax > picture.height + cropTolerance) {
      return null;
    }
  }
  const area = areaOf(placed, picture);
  return area && { xmin: area.left, ymin: area.top, xmax: area.left + area.width, ymax: area.top + area.height };
}

/** Rounds outwards and clamps to the picture; null where nothing is left. */
export function areaOf(box: Box, picture: PictureSize): Area | null {
  const left = Math.max(0, Math.floor(box.xmin));
  const top = Math.max(0, Math.floor(box.ymin));
  const right = Math.min(picture.width, Math.ceil(box.xmax));
  const bottom = Math.min(picture.height, Math.ceil(box.ymax));
  // Written so that NaN ends here too.
  return box.xmax > box.xmin && box.ymax > box.ymin && right > left && bottom > top
    ? { left, top, width: right - left, height: bottom - top }
    : null;
}
