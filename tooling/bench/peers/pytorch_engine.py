"""Wake-sleep in PyTorch: in place, in inference mode, with Adam over one flat buffer per direction."""

import sys

import torch
from torch.nn.functional import softplus

from serve import SAMPLES, serve

BETA1, BETA2 = 0.9, 0.999


class TorchMachine:
    def __init__(self, setting, images, uniforms):
        sizes, batch = setting.sizes, setting.batch
        self.top = len(sizes) - 1
        self.batch, self.rate, self.epsilon = batch, setting.rate, setting.epsilon
        self.images, self.uniforms = images, uniforms
        self.adam = setting.task == "adam"
        self.up, self.down = Direction(setting.recognition), Direction(setting.generative)
        rows = batch * SAMPLES if setting.task == "evaluate" else batch

        def memory():
            return [torch.empty(rows, units) for units in sizes]

        self.wake, self.sleep, self.p, self.u = memory(), memory(), memory(), memory()

    def step(self, first):
        self.learn_from(self.images[first : first + self.batch])

    def epoch(self, order):
        order = torch.from_numpy(order.astype("int64"))
        batch = torch.empty(self.batch, self.images.shape[1])
        for indices in order.split(self.batch):
            if len(indices) == self.batch:
                self.learn_from(torch.index_select(self.images, 0, indices, out=batch))

    def learn_from(self, batch):
        wake, sleep, top = self.wake, self.sleep, self.top
        up, down = self.up, self.down

        wake[0] = batch
        for l, layer in enumerate(up.layers):
            self.sample(layer, wake[l], l + 1, wake[l + 1])
        for l in range(top):
            self.learn(down, l, wake[l + 1], wake[l], l)
        self.learn_prior()
        if self.adam:
            down.climb(self.rate, self.epsilon)

        self.draw(down.layers[top][1].sigmoid(), top, sleep[top])
        for l in reversed(range(top)):
            self.sample(down.layers[l], sleep[l + 1], l, sleep[l])
        for l in range(top):
            self.learn(up, l, sleep[l], sleep[l + 1], l + 1)
        if self.adam:
            up.climb(self.rate, self.epsilon)

    def evaluate(self, first):
        """Mean of −log p in nats, by importance sampling."""
        s = self.wake
        s[0] = self.images[first : first + self.batch].repeat_interleave(SAMPLES, 0)
        log_weight = torch.zeros(self.batch * SAMPLES)
        for l, layer in enumerate(self.up.layers):
            logits = self.logits(layer, s[l], l + 1)
            self.draw(torch.sigmoid(logits, out=self.sleep[l + 1]), l + 1, s[l + 1])
            log_weight -= log_prob(logits, s[l + 1])
        for l, layer in enumerate(self.down.layers[:-1]):
            log_weight += log_prob(self.logits(layer, s[l + 1], l), s[l])
        prior = self.down.layers[-1][1]
        log_weight += torch.mv(s[-1], prior) - softplus(prior).sum()
        log_mean = log_weight.view(self.batch, SAMPLES).logsumexp(1) - torch.tensor(SAMPLES).log()
        return -log_mean.mean()

    def weights(self):
        return [
            part.numpy().ravel()
            for direction in (self.down, self.up)
            for layer in direction.layers
            for part in layer
        ]

    def logits(self, layer, x, l):
        weights, bias = layer
        return torch.addmm(bias, x, weights, out=self.p[l])

    def sample(self, layer, x, l, out):
        self.draw(self.logits(layer, x, l).sigmoid_(), l, out)

    def draw(self, p, l, out):
        u = self.u[l]
        if self.uniforms:
            self.uniforms.fill(u.numpy())
        else:
            u.uniform_()
        torch.lt(u, p, out=out)

    def learn(self, direction, index, x, s, l):
        weights, bias = direction.layers[index]
        p = self.logits((weights, bias), x, l).sigmoid_()
        d = torch.sub(s, p, out=p)
        if self.adam:
            weight_gradient, bias_gradient = direction.gradients[index]
            d /= self.batch
            torch.mm(x.t(), d, out=weight_gradient)
            torch.sum(d, 0, out=bias_gradient)
        else:
            weights.addmm_(x.t(), d, alpha=self.rate / self.batch)
            bias.add_(d.sum(0) if self.batch > 1 else d[0], alpha=self.rate / self.batch)

    def learn_prior(self):
        bias = self.down.layers[self.top][1]
        gradient = self.wake[self.top].mean(0).sub_(bias.sigmoid())
        if self.adam:
            self.down.gradients[self.top][1].copy_(gradient)
        else:
            bias.add_(gradient, alpha=self.rate)


class Direction:
    """Layers of one direction as views of one buffer, beside Adam's buffers of the same shape."""

    def __init__(self, layers):
        self.w = torch.cat([torch.from_numpy(part).flatten() for layer in layers for part in layer])
        self.gradient = torch.zeros_like(self.w)
        self.mean, self.variance = torch.zeros_like(self.w), torch.zeros_like(self.w)
        self.work = torch.empty_like(self.w)
        self.layers = views(self.w, layers)
        self.gradients = views(self.gradient, layers)
        self.count = 0

    def climb(self, rate, epsilon):
        """One step of Adam: rate · m̂ ÷ (√v̂ + ε), with both corrections in the constants."""
        self.count += 1
        root = (1 - BETA2**self.count) ** 0.5
        self.mean.mul_(BETA1).add_(self.gradient, alpha=1 - BETA1)
        self.variance.mul_(BETA2).addcmul_(self.gradient, self.gradient, value=1 - BETA2)
        torch.sqrt(self.variance, out=self.work).add_(epsilon * root)
        self.w.addcdiv_(self.mean, self.work, value=rate * root / (1 - BETA1**self.count))


def views(flat, layers):
    parts = flat.split([part.size for layer in layers for part in layer])
    shaped = [view.view(part.shape) for view, part in zip(parts, (p for y in layers for p in y))]
    return list(zip(shaped[::2], shaped[1::2]))


def log_prob(logits, s):
    """log p(s) of each row in nats, changing the logits: equation 2, negated."""
    normalizer = softplus(logits)
    return logits.mul_(s).sub_(normalizer).sum(1)


if __name__ == "__main__":
    directory, threads = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(threads)
    # Adam's means of what never changes would fade into slow numbers.
    torch.set_flush_denormal(True)
    with torch.inference_mode():
        serve(
            f"PyTorch {torch.__version__}",
            ["sgd", "adam", "evaluate"],
            directory,
            lambda bits: torch.from_numpy(bits).float(),
            TorchMachine,
        )
