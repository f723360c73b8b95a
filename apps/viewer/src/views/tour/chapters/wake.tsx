import { Formula, type Meaning, Notice } from "../parts/asides.tsx";
import { LessonView } from "../parts/lesson-view.tsx";
import { Try } from "../parts/try.tsx";

/** Wake: how the generative weights learn. */
export function Wake() {
  return (
    <>
      <p>
        How does the machine come by its weights? It starts with weights of zero, which say nothing:
        by them every unit is a fair coin. It changes them a little at every image. There are two
        phases. The first is <em class="wake">wake</em>.
      </p>
      <p>
        One image goes up: recognition guesses causes for it. Now image and causes are both known,
        so the generative weights can be asked whether they would have predicted them. Where a unit
        was on, the weights to it from units that are on grow, and all the more the less it was
        expected. Where it was off, they shrink, and all the more the more it was expected. That is
        all. It is called the <em>delta rule</em>, and it needs nothing but what is known at both
        ends of a weight.
      </p>
      <Try
        task="This machine has forgotten its generative weights, but can still recognize. They are all 0 now: each of the 16 pixels and of the nine hidden units costs one bit, 25 in all, less what bits back there are. Press Wake and watch the description length of the image fall."
        room={{ wide: 59, narrow: 80 }}
      >
        <LessonView
          phase="wake"
          lessons={[
            { name: "Wake", times: 1 },
            { name: "Wake 20 times", times: 20 },
            { name: "Wake on 500 other images", times: 500, of: "data" },
          ]}
        />
      </Try>
      <Notice>
        Wake on the one image only, and it becomes ever cheaper while the others become dearer: the
        machine has learned it by heart. Wake on many images, and it learns what they have in
        common.
      </Notice>
      <Formula lines={["Δg_{kj} = ε s_k (s_j − p_j)"]} meanings={meanings} />
    </>
  );
}

const meanings: readonly Meaning[] = [
  ["Δg_{kj}", "the change of the generative weight from unit k down to unit j"],
  ["ε", "the step size, or learning rate"],
  ["s_k, s_j", "the states of both, as they were recognized"],
  ["p_j", "the probability that unit j is on, as predicted from above"],
];
