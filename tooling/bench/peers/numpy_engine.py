"""Wake-sleep in NumPy: nothing is allocated in a step, and updates go in place through BLAS."""

import sys

import numpy as np
from serve import serve

try:  # the BLAS that NumPy uses, to add products in place
    from scipy.linalg.blas import sgemm, sger
except ImportError:
    sgemm = None

BETA1, BETA2 = 0.9, 0.999
ONE = np.float32(1)


class NumpyMachine:
    def __init__(self, setting, images, uniforms):
        sizes, batch = setting.sizes, setting.batch
        self.generative, self.recognition = setting.generative, setting.recognition
        self.top = len(sizes) - 1
        self.batch, self.rate, self.epsilon = batch, setting.rate, setting.epsilon
        self.images, self.uniforms = images, uniforms
        self.random = np.random.Generator(np.random.SFC64(1))

        def memory():
            return [np.empty((batch, units), np.float32) for units in sizes]

        self.wake, self.sleep, self.p, self.u = memory(), memory(), memory(), memory()
        learn = self.sgd
        if setting.task == "adam":
            learn = self.adam
            layers = self.generative + self.recognition
            self.moments = {id(part): Moments(part) for layer in layers for part in layer}
            self.count = 0
        self.learn = learn
        if sgemm is None:
            self.work = {id(w): np.empty_like(w) for w, _ in self.generative + self.recognition}

    def step(self, first):
        self.learn_from(self.images[first : first + self.batch])

    def epoch(self, order):
        batch = np.empty((self.batch, self.images.shape[1]), np.float32)
        for first in range(0, len(order) - self.batch + 1, self.batch):
            indices = order[first : first + self.batch]
            self.learn_from(np.take(self.images, indices, 0, out=batch, mode="clip"))

    def learn_from(self, batch):
        wake, sleep, top = self.wake, self.sleep, self.top
        if self.learn == self.adam:
            self.count += 1

        wake[0] = batch
        for l, layer in enumerate(self.recognition):
            self.sample(layer, wake[l], l + 1, wake[l + 1])
        for l in range(top):
            self.learn(self.generative[l], wake[l + 1], wake[l], l)
        self.learn_prior()

        self.draw(sigmoid(self.generative[top][1].copy()), top, sleep[top])
        for l in reversed(range(top)):
            self.sample(self.generative[l], sleep[l + 1], l, sleep[l])
        for l, layer in enumerate(self.recognition):
            self.learn(layer, sleep[l], sleep[l + 1], l + 1)

    def weights(self):
        return [part.ravel() for layer in self.generative + self.recognition for part in layer]

    def predict(self, layer, x, l):
        weights, bias = layer
        p = np.dot(x, weights, out=self.p[l])
        p += bias
        return sigmoid(p)

    def sample(self, layer, x, l, out):
        self.draw(self.predict(layer, x, l), l, out)

    def draw(self, p, l, out):
        u = self.u[l]
        if self.uniforms:
            self.uniforms.fill(u)
        else:
            self.random.random(out=u, dtype=np.float32)
        np.less(u, p, out=out, casting="unsafe")

    def delta(self, layer, x, s, l, scale):
        d = np.subtract(s, self.predict(layer, x, l), out=self.p[l])
        d *= np.float32(scale)
        return d

    def sgd(self, layer, x, s, l):
        weights, bias = layer
        d = self.delta(layer, x, s, l, self.rate / self.batch)
        if sgemm is None:
            multiply = np.multiply if self.batch == 1 else np.dot
            weights += multiply(x.T, d, out=self.work[id(weights)])
        elif self.batch == 1:  # W += xᵀ d; BLAS sees W as Wᵀ, column by column
            sger(1.0, d[0], x[0], a=weights.T, overwrite_a=1)
        else:
            sgemm(1.0, d.T, x.T, beta=1.0, c=weights.T, trans_b=1, overwrite_c=1)
        bias += d.sum(0) if self.batch > 1 else d[0]

    def adam(self, layer, x, s, l):
        weights, bias = layer
        d = self.delta(layer, x, s, l, 1 / self.batch)
        np.dot(x.T, d, out=self.moments[id(weights)].gradient)
        np.sum(d, 0, out=self.moments[id(bias)].gradient)
        self.climb(weights)
        self.climb(bias)

    def learn_prior(self):
        bias = self.generative[self.top][1]
        gradient = self.wake[self.top].mean(0)
        gradient -= sigmoid(bias.copy())
        if self.learn == self.sgd:
            bias += np.float32(self.rate) * gradient
        else:
            self.moments[id(bias)].gradient[...] = gradient
            self.climb(bias)

    def climb(self, w):
        self.moments[id(w)].climb(w, self.rate, self.epsilon, self.count)


class Moments:
    """Adam's memory of one array."""

    def __init__(self, like):
        self.gradient, self.work = np.empty_like(like), np.empty_like(like)
        self.mean, self.variance = np.zeros_like(like), np.zeros_like(like)

    def climb(self, w, rate, epsilon, count):
        g, m, v, work = self.gradient, self.mean, self.variance, self.work
        root = (1 - BETA2**count) ** 0.5
        m *= np.float32(BETA1)
        m += np.multiply(g, np.float32(1 - BETA1), out=work)
        v *= np.float32(BETA2)
        np.multiply(g, g, out=g)
        v += np.multiply(g, np.float32(1 - BETA2), out=g)
        # rate · m̂ ÷ (√v̂ + ε), with both corrections in the constants
        np.sqrt(v, out=work)
        work += np.float32(epsilon * root)
        np.divide(m, work, out=work)
        work *= np.float32(rate * root / (1 - BETA1**count))
        w += work


def sigmoid(a):
    """1 ÷ (1 + e⁻ᵃ), in place."""
    np.negative(a, out=a)
    np.exp(a, out=a)
    a += ONE
    return np.reciprocal(a, out=a)


if __name__ == "__main__":
    directory = sys.argv[1]
    np.seterr(over="ignore")
    serve(
        f"NumPy {np.__version__}{' with SciPy' if sgemm else ''}",
        ["sgd", "adam"],
        directory,
        lambda bits: bits.astype(np.float32),
        NumpyMachine,
    )
