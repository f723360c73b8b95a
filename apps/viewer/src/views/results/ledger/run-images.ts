import type { Images, RunRecord } from "@helmholtz/core";
import { openPageData } from "../../../machine/page-data.ts";
import { isPageData } from "../../../machine/settings.ts";

/** Whether the images of a run can be had in the page: only those that come with it. */
export function hasRunImages({ data }: RunRecord): boolean {
  return isPageData(data.name);
}

/**
 * The images that a run holds out, or learns from where it holds out none.
 *
 * @throws DataError when they cannot be had.
 * @throws RangeError when the run learned from other images under the same name.
 */
export async function runImages({ data }: RunRecord): Promise<Images> {
  const { name, classes, binarization, fingerprint } = data;
  const { dataset, ...page } = await openPageData({
    ...{ data: name, binarization },
    ...(classes && { classes }),
  });
  if (page.fingerprint !== fingerprint) {
    throw new RangeError(
      `examples: the run learned from other images of the name ${name} than those of this page; measure them with helmholtz evaluate`,
    );
  }
  return dataset.valid ?? dataset.train;
}
