// The limit: the kernels of the `wasm` backend, compiled for this processor, in a loop that does
// nothing else. It speaks the protocol of README.md; requests are flat, so that a search finds a field.
#include "../../packages/core/kernels/team.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_LAYERS 16
#define LINE 4096

typedef struct {
  i32 inputs, units;
  f32 *weights, *bias;
  f32 *weight_moments[2], *bias_moments[2];
  i32 updates;
} Layer;

typedef struct {
  i32 layers, batch, adam;
  f32 rate, epsilon;
  i32 sizes[MAX_LAYERS];
  Layer generative[MAX_LAYERS], recognition[MAX_LAYERS];
  States *seen[MAX_LAYERS + 1], *dreamt[MAX_LAYERS + 1];
  Key key;
  i32 step;
} Model;

static const char *directory;
static Team team;
static u8 *images;
static size_t image_bytes;

static void fail(const char *why) {
  printf("{\"error\":\"%s\"}\n", why);
  exit(1);
}

static void *zeros(size_t bytes) {
  size_t size = aligned(bytes + 512);
  void *memory = aligned_alloc(64, size);
  if (!memory) fail("there is not enough memory");
  return memset(memory, 0, size);
}

static FILE *open_file(const char *name, const char *mode) {
  char path[LINE];
  snprintf(path, sizeof path, "%s/%s", directory, name);
  FILE *file = fopen(path, mode);
  if (!file) fail("a file is missing");
  return file;
}

// Reads (or writes) a matrix, row-major in the file, panels in memory.
static void transfer(FILE *file, f32 *panels, i32 rows, i32 cols, int writing) {
  Tiling tiling = tiling_of(cols);
  for (i32 row = 0; row < rows; row++) {
    for (i32 t = 0; t < tiling.count; t++) {
      f32 *at = panels + panel_at(rows, t) + (size_t)row * TILE;
      size_t count = (size_t)(tile_end(tiling, t) - tile_start(tiling, t));
      size_t done = writing ? fwrite(at, 4, count, file) : fread(at, 4, count, file);
      if (done != count) fail("a file of weights is too short");
    }
  }
}

static void transfer_all(Model *m, FILE *file, int writing) {
  for (i32 direction = 0; direction < 2; direction++) {
    for (i32 l = 0; l < m->layers - direction; l++) {
      Layer *layer = direction ? &m->recognition[l] : &m->generative[l];
      transfer(file, layer->weights, layer->inputs, layer->units, writing);
      transfer(file, layer->bias, 1, layer->units, writing);
    }
  }
  fclose(file);
}

static f32 *panels(i32 rows, i32 cols) {
  return zeros((size_t)tiling_of(cols).count * (size_t)rows * ROW_BYTES);
}

static Layer new_layer(i32 inputs, i32 units) {
  Layer layer = {.inputs = inputs, .units = units};
  layer.weights = panels(inputs, units);
  layer.bias = panels(1, units);
  for (i32 i = 0; i < 2; i++) {
    layer.weight_moments[i] = panels(inputs, units);
    layer.bias_moments[i] = panels(1, units);
  }
  return layer;
}

static States *new_states(i32 rows, i32 units) {
  States *s = zeros(states_size(rows, units));
  states_lay_out(s, rows, units);
  return s;
}

static const char *field(const char *line, const char *name) {
  char quoted[64];
  snprintf(quoted, sizeof quoted, "\"%s\":", name);
  const char *found = strstr(line, quoted);
  if (!found) fail("a request lacks a field");
  found += strlen(quoted);
  return found + strspn(found, " \"");
}

static Model *new_model(const char *line) {
  Model *m = zeros(sizeof(Model));
  m->batch = atoi(field(line, "batch"));
  m->rate = (f32)atof(field(line, "rate"));
  m->epsilon = (f32)atof(field(line, "epsilon"));
  m->adam = strncmp(field(line, "task"), "adam", 4) == 0;
  char net[LINE];
  sscanf(field(line, "net"), "%[0-9-]", net);
  for (char *part = net; m->layers < MAX_LAYERS; part++) {
    m->sizes[m->layers++] = (i32)strtol(part, &part, 10);
    if (*part != '-') break;
  }
  for (i32 l = 0; l < m->layers; l++) {
    i32 above = l + 1 < m->layers ? m->sizes[l + 1] : 0;
    m->generative[l] = new_layer(above, m->sizes[l]);
    if (above) m->recognition[l] = new_layer(m->sizes[l], above);
    m->seen[l] = new_states(m->batch, m->sizes[l]);
    m->dreamt[l] = new_states(m->batch, m->sizes[l]);
  }
  m->seen[m->layers] = new_states(m->batch, 0);
  m->dreamt[m->layers] = new_states(m->batch, 0);
  strcat(net, ".f32");
  transfer_all(m, open_file(net, "rb"), 0);
  return m;
}

static f32 correction(f64 decay, i32 count) {
  f64 power = 1;
  for (i32 i = 0; i < count; i++) power *= decay;
  return (f32)(1 / (1 - power));
}

static void run(Pass *p) {
  while (!run_pass(&team, p)) {
    team.shared_bytes = shared_size(p) + 4096;
    team.scratch_bytes = scratch_size(p) + 4096;
    team.shared = zeros(team.shared_bytes);
    team.scratch = zeros(team.scratch_bytes * (size_t)team.threads);
  }
}

static Pass pass_over(const Layer *layer) {
  return (Pass){.weights = layer->weights,
                .bias = layer->bias,
                .inputs = layer->inputs,
                .units = layer->units};
}

static void add_lesson(const Model *m, Pass *p, Layer *layer, States *from, States *to) {
  p->from = from;
  p->to = to;
  p->rate = m->rate;
  if (!m->adam) return;
  layer->updates++;
  p->optimizer = ADAM;
  p->decay = .9f;
  p->decay2 = .999f;
  p->epsilon = m->epsilon;
  p->mean_correction = correction(.9, layer->updates);
  p->variance_correction = correction(.999, layer->updates);
  memcpy(p->weight_moments, layer->weight_moments, sizeof p->weight_moments);
  memcpy(p->bias_moments, layer->bias_moments, sizeof p->bias_moments);
}

static void add_sample(Pass *p, States *x, States *s, Key key) {
  p->output = SAMPLE;
  p->x = x;
  p->states = s;
  p->key_a = key.a;
  p->key_b = key.b;
}

// A step of wake-sleep, with the keys of learning/wake-sleep.ts; what recognition learns is done in the
// pass of the next step that samples, or of `finish`.
static void take_step(Model *m, size_t image, int first) {
  Key key = fold(m->key, (u32)m->step), wake = fold(key, 0), sleep = fold(key, 1);
  i32 top = m->layers - 1;
  States *before[MAX_LAYERS];
  memcpy(before, m->dreamt, sizeof before);

  states_pack(m->seen[0], images + image * (size_t)m->sizes[0]);
  for (i32 l = 0; l < top; l++) {
    Layer *layer = &m->recognition[l];
    Pass p = pass_over(layer);
    if (!first) add_lesson(m, &p, layer, before[l], before[l + 1]);
    add_sample(&p, m->seen[l], m->seen[l + 1], fold(wake, (u32)l));
    run(&p);
  }
  for (i32 l = top; l >= 0; l--) {
    Layer *layer = &m->generative[l];
    Pass p = pass_over(layer);
    add_lesson(m, &p, layer, m->seen[l + 1], m->seen[l]);
    add_sample(&p, m->dreamt[l + 1], m->dreamt[l], fold(sleep, (u32)l));
    run(&p);
  }
  m->step++;
}

static void finish(Model *m) {
  for (i32 l = 0; l < m->layers - 1; l++) {
    Pass p = pass_over(&m->recognition[l]);
    add_lesson(m, &p, &m->recognition[l], m->dreamt[l], m->dreamt[l + 1]);
    run(&p);
  }
}

static Key seed_key(u32 seed) { return fold((Key){seed, 0}, 0); }

static void check(const char *line) {
  Model *m = new_model(line);
  m->key = seed_key((u32)atoi(field(line, "seed")));
  i32 steps = atoi(field(line, "steps"));
  for (i32 i = 0; i < steps; i++) take_step(m, (size_t)(i * m->batch), i == 0);
  finish(m);
  char out[LINE];
  sscanf(field(line, "out"), "%[^\"]", out);
  transfer_all(m, open_file(out, "wb"), 1);
  printf("{}\n");
}

static f64 seconds_of(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (f64)now.tv_sec + (f64)now.tv_nsec / 1e9;
}

// Goes on with the model of the last request where it is the same cell.
static void run_slice(const char *line) {
  static Model *m;
  static char cell[LINE];
  static i32 chunk;
  char now[LINE];
  snprintf(now, sizeof now, "%.40s %.8s %.8s", field(line, "net"), field(line, "task"),
           field(line, "batch"));
  if (!m || strcmp(cell, now) != 0) {
    m = new_model(line);
    strcpy(cell, now);
    chunk = 1;
  }
  f64 wanted = atof(field(line, "seconds"));
  size_t whole = image_bytes / (size_t)m->sizes[0] / (size_t)m->batch;
  f64 wall = seconds_of(CLOCK_MONOTONIC), cpu = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
  i32 before = m->step;
  for (f64 began = wall; began < wall + wanted;) {
    for (i32 i = 0; i < chunk; i++) {
      take_step(m, (size_t)m->step % whole * (size_t)m->batch, m->step == 0);
    }
    f64 done = seconds_of(CLOCK_MONOTONIC);
    if (done - began < wanted / 8) chunk *= 2;
    began = done;
  }
  printf("{\"images\":%d,\"seconds\":%.9f,\"cpuSeconds\":%.9f}\n", (m->step - before) * m->batch,
         seconds_of(CLOCK_MONOTONIC) - wall, seconds_of(CLOCK_PROCESS_CPUTIME_ID) - cpu);
}

static void *start_help(void *thread) {
  help(&team, (i32)(size_t)thread);
  return NULL;
}

int main(int count, char **arguments) {
  if (count < 3) fail("native DIRECTORY THREADS");
  directory = arguments[1];
  team.threads = atoi(arguments[2]);
  team.may_wait = 1;
  for (i32 t = 1; t < team.threads; t++) {
    pthread_t id;
    pthread_create(&id, NULL, start_help, (void *)(size_t)t);
  }

  FILE *file = open_file("images.u8", "rb");
  fseek(file, 0, SEEK_END);
  image_bytes = (size_t)ftell(file);
  rewind(file);
  images = zeros(image_bytes + 64);
  if (fread(images, 1, image_bytes, file) != image_bytes) fail("images.u8 cannot be read");

  printf("{\"engine\":\"kernels in C, %d lanes\",\"tasks\":[\"sgd\",\"adam\"]}\n", LANES);
  fflush(stdout);
  for (char line[LINE]; fgets(line, sizeof line, stdin);) {
    if (strstr(line, "\"check\"")) check(line);
    else if (strstr(line, "\"run\"")) run_slice(line);
    else printf("{\"error\":\"a check or a run is needed\"}\n");
    fflush(stdout);
  }
  return 0;
}
