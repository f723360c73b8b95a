"""Serves the benchmark's requests with a peer written in Python; tooling/bench/README.md has the protocol."""

import json
import os
import sys
import time

import numpy as np

SAMPLES = 50
"""Samples per image of an evaluation."""


class Setting:
    """What a model is made for: its shape, its start and how it learns."""

    def __init__(self, directory, request):
        self.sizes = [int(size) for size in request["net"].split("-")]
        self.batch = request["batch"]
        self.task = request["task"]
        self.rate = request["rate"]
        self.epsilon = request["epsilon"]
        self.generative, self.recognition = split(
            self.sizes, np.fromfile(os.path.join(directory, request["net"] + ".f32"), np.float32)
        )


def split(sizes, flat):
    """Layers of both directions as (weights, bias), views of one flat array."""
    position = 0

    def take(rows, cols):
        nonlocal position
        part = flat[position : position + rows * cols].reshape(rows, cols)
        position += rows * cols
        return part

    def layer(inputs, units):
        return take(inputs, units), take(1, units)[0]

    above = sizes[1:] + [0]
    generative = [layer(inputs, units) for units, inputs in zip(sizes, above)]
    recognition = [layer(inputs, units) for inputs, units in zip(sizes, sizes[1:])]
    return generative, recognition


class FileUniforms:
    """Uniform numbers of a check, in the order of their use."""

    def __init__(self, path):
        self.numbers = np.fromfile(path, np.float32)
        self.used = 0

    def fill(self, out):
        """Fills a NumPy array."""
        out[...] = self.numbers[self.used : self.used + out.size].reshape(out.shape)
        self.used += out.size


def serve(engine, tasks, directory, load_images, create):
    """
    Answers requests until stdin ends.

    load_images(bits) prepares all images once. create(setting, images, uniforms) makes a model with
    step(first), epoch(order) and weights(), or evaluate(first); `uniforms` is None but in a check.
    """
    bits = np.fromfile(os.path.join(directory, "images.u8"), np.uint8)
    images = {}
    runs = {}

    def prepare(request):
        setting = Setting(directory, request)
        if setting.sizes[0] not in images:
            images[setting.sizes[0]] = load_images(bits.reshape(-1, setting.sizes[0]))
        return setting, images[setting.sizes[0]]

    def check(request):
        setting, seen = prepare(request)
        uniforms = FileUniforms(os.path.join(directory, request["uniforms"]))
        model = create(setting, seen, uniforms)
        if setting.task == "evaluate":
            return {"nll": float(model.evaluate(0))}
        for step in range(request["steps"]):
            model.step(step * setting.batch)
        np.concatenate(model.weights()).tofile(os.path.join(directory, request["out"]))
        return {}

    def run(request):
        name = (request["net"], request["task"], request["batch"])
        if name not in runs:
            runs.clear()
            setting, seen = prepare(request)
            runs[name] = Run(create(setting, seen, None), setting, len(seen))
        return runs[name].slice(request["seconds"])

    def epoch(request):
        name = (request["net"], "epoch", request["batch"])
        if name not in runs:
            runs.clear()
            setting, seen = prepare({**request, "task": "adam"})
            runs[name] = create(setting, seen, None)
        model = runs[name]
        model.rate = request["rate"]
        order = np.fromfile(os.path.join(directory, request["order"]), np.uint32)
        done = stopwatch()
        model.epoch(order)
        answer = done(len(order))
        np.concatenate(model.weights()).tofile(os.path.join(directory, request["out"]))
        return answer

    say({"engine": engine, "tasks": tasks})
    answers = {"check": check, "run": run, "epoch": epoch}
    for line in sys.stdin:
        request = json.loads(line)
        try:
            say(answers[request["do"]](request))
        except Exception as error:  # the driver decides what becomes of it
            say({"error": f"{type(error).__name__}: {error}"})


class Run:
    """A model that is timed again and again, and goes on from where it was."""

    def __init__(self, model, setting, images):
        self.act = model.evaluate if setting.task == "evaluate" else model.step
        self.batch = setting.batch
        self.whole = images // self.batch
        self.done = 0
        self.chunk = 1

    def slice(self, seconds):
        """Steps for about that long, looking at the clock only between chunks."""
        before = self.done
        answer = stopwatch()
        chunk_began = time.perf_counter()
        end = chunk_began + seconds
        while chunk_began < end:
            for _ in range(self.chunk):
                self.act(self.done % self.whole * self.batch)
                self.done += 1
            now = time.perf_counter()
            if now - chunk_began < seconds / 8:
                self.chunk *= 2
            chunk_began = now
        return answer((self.done - before) * self.batch)


def stopwatch():
    """Starts one; what it returns tells what was done since."""
    wall, cpu = time.perf_counter(), time.process_time()
    return lambda images: {
        "images": images,
        "seconds": time.perf_counter() - wall,
        "cpuSeconds": time.process_time() - cpu,
    }


def say(answer):
    print(json.dumps(answer), flush=True)
