import { useEffect, useState } from "react";

/** The last picture that is wholly there: the former one stays until the next is decoded, so that the wall never flashes. null: none. */
export function useDecoded(src: string | null): string | null {
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    if (src === null) {
      setShown(null);
      return;
    }
    let wanted = true;
    const picture = new Image();
    picture.src = src;
    picture.decode().then(
      () => wanted && setShown(src),
      () => wanted && setShown(null),
    );
    return () => {
      wanted = false;
    };
  }, [src]);
  return src === null ? null : shown;
}
