import { hrefOf } from "../../app/route.ts";
import { Cards } from "./cards.tsx";
import { LivingPicture } from "./living-picture.tsx";
import "./home.css";

/** What a Helmholtz machine is, one that lives, and the way to all else. */
export default function Home() {
  return (
    <div class="home">
      <div class="home-hero">
        <div class="home-words">
          <h1>
            It <em class="wake">wakes</em> to explain what it sees, and{" "}
            <em class="sleep">dreams</em> to learn how
          </h1>
          <p class="home-lead">
            A Helmholtz machine is a layered network that learns to describe images in few bits: its
            recognition weights find causes for an image, its generative weights dream images from
            causes, and each of the two teaches the other.
          </p>
          <p class="home-ways">
            <a class="home-way primary" href={hrefOf("tour")}>
              Take the tour
            </a>
            <a class="home-way" href={hrefOf("live")}>
              Train one here
            </a>
          </p>
        </div>
        <LivingPicture />
      </div>
      <Cards />
    </div>
  );
}
