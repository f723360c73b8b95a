import { expect, test } from "vitest";
import { sentence } from "../../src/app/sentence.ts";

test.each([
  ["no run is in it", "No run is in it."],
  ["own images: an IDX file is needed", "Own images: an IDX file is needed."],
  ["digits.zip: no run is in it", "digits.zip: no run is in it."],
  ["000000000060.safetensors: it is gone.", "000000000060.safetensors: it is gone."],
  ["--hidden: a value is needed", "--hidden: a value is needed."],
  ["Already so!", "Already so!"],
])("%s becomes %s", (message, wanted) => {
  expect(sentence(message)).toBe(wanted);
});
