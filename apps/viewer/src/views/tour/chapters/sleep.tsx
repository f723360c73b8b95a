import { Formula, type Meaning, Notice } from "../parts/asides.tsx";
import { LessonView } from "../parts/lesson-view.tsx";
import { Try } from "../parts/try.tsx";

/** Sleep: how the recognition weights learn. */
export function Sleep() {
  return (
    <>
      <p>
        And how does recognition learn? Of an image nobody knows the true causes. But there are
        pictures whose causes are known for certain: the machine's own dreams, because it made them
        up. This is the second phase, <em class="sleep">sleep</em>.
      </p>
      <p>
        One dream goes down. Then the recognition weights are asked whether they would have found
        the causes that it was dreamt from, and they learn by the same delta rule. So each direction
        teaches the other: recognition tells the generative weights what to predict in wake, and
        dreams tell recognition what to find in sleep.
      </p>
      <Try
        task="This machine has forgotten its recognition weights, but can still dream. Press Sleep, and see how it learns to recognize a bar again, which it is not shown."
        room={{ wide: 60, narrow: 80 }}
      >
        <LessonView
          phase="sleep"
          lessons={[
            { name: "Sleep", times: 1 },
            { name: "Sleep 50 times", times: 50 },
            { name: "Sleep 1,000 times", times: 1000 },
          ]}
        />
      </Try>
      <Notice>
        −log₂ p(d) does not move: sleep does not touch what the machine can generate. What shrinks
        is the gap to it, the price of bad recognition. Not at every step: what helps with the
        latest dream may hurt with your image. And an image that is hardly ever dreamt, such as that
        with all pixels on, may stay dear or become dearer: of that, sleep has nothing to teach.
      </Notice>
      <Formula
        lines={["Δr_{jk} = ε s_j (s_k − q_k)", String.raw`F(d) = −\log_2 p(d) + \KL(Q ‖ P)`]}
        meanings={meanings}
      />
    </>
  );
}

const meanings: readonly Meaning[] = [
  ["Δr_{jk}", "the change of the recognition weight from unit j up to unit k"],
  ["ε", "the step size, or learning rate"],
  ["s_j, s_k", "the states of both, as they were dreamt"],
  ["q_k", "the probability that unit k is on, as recognition expects"],
  ["P", "the posterior: the exact probability of the causes, given the image"],
  [String.raw`\KL(Q ‖ P)`, "how far Q is from P, in bits: the gap, never below 0"],
];
