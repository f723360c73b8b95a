import type { ComponentType } from "preact";
import { Both } from "./both.tsx";
import { Causes } from "./causes.tsx";
import { Dream } from "./dream.tsx";
import { Length } from "./length.tsx";
import { Message } from "./message.tsx";
import { Onward } from "./onward.tsx";
import { Recognition } from "./recognition.tsx";
import { Sleep } from "./sleep.tsx";
import { Wake } from "./wake.tsx";
import { WrongWay } from "./wrong-way.tsx";

/** One idea of the tour. */
export interface Chapter {
  /** In the URL. */
  readonly name: string;
  readonly title: string;
  readonly Text: ComponentType;
}

/** The chapters in their order. A new one is a file and a line here. */
export const chapters: readonly Chapter[] = [
  { name: "message", title: "An image is a message", Text: Message },
  { name: "causes", title: "A better code needs a model", Text: Causes },
  { name: "dream", title: "From causes to images: dreaming", Text: Dream },
  { name: "recognition", title: "From an image to causes: recognition", Text: Recognition },
  { name: "length", title: "What a description costs", Text: Length },
  { name: "wake", title: "Wake: learning to generate", Text: Wake },
  { name: "sleep", title: "Sleep: learning to recognize", Text: Sleep },
  { name: "both", title: "Both in turn", Text: Both },
  { name: "wrong-way", title: "What sleep gets wrong", Text: WrongWay },
  { name: "onward", title: "Where to go from here", Text: Onward },
];
