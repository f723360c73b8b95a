import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { onTestFinished } from "vitest";
import { TestTerminal } from "../dashboard/terminal.ts";

/** Whether there is what `runOnPty` needs. */
export const hasPty = spawnSync("python3", ["-c", "import pty"]).status === 0;

/** A process on a real terminal, which `TestTerminal` shows. */
export interface PtyProcess {
  readonly terminal: TestTerminal;
  /** All that it has written. */
  written(): string;
  type(text: string): void;
  /** Sends the process a signal. */
  signal(name: NodeJS.Signals): void;
  /** Takes nothing that the process writes, or everything again. */
  listen(isListening: boolean): void;
  /** Takes the terminal away, as closing its window does. */
  hangUp(): void;
  /** How the process ended: an exit code, or the number of a signal. */
  readonly ended: Promise<{ code?: number; signal?: number }>;
}

/** Runs a command as the leader of a new terminal of 20 × 4 cells. */
export async function runOnPty(command: readonly string[]): Promise<PtyProcess> {
  const terminal = new TestTerminal(20, 4);
  const child = spawn("python3", ["-c", BRIDGE, ...command], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, TERM: "xterm-256color" },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let written = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    written += text;
    terminal.write(text);
  });
  const { pid, ended } = await report(child);
  return {
    terminal,
    ended,
    written: () => written,
    type: (text) => void child.stdin.write(text),
    signal: (name) => void process.kill(pid, name),
    listen: (isListening) => void child.kill(isListening ? "SIGUSR2" : "SIGUSR1"),
    hangUp: () => void child.stdin.end(),
  };
}

// Speaks of the process on stderr: its id, then how it ended.
async function report(child: ChildProcess) {
  let said = "";
  let heard = () => {};
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    heard();
  });
  const line = async (n: number): Promise<string> => {
    while (said.split("\n").length <= n + 1) {
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
    return said.split("\n")[n] ?? "";
  };
  const pid = Number(await line(0));
  const ended = line(1).then((text) => JSON.parse(text) as { code?: number; signal?: number });
  return { pid, ended };
}

const BRIDGE = `
import fcntl, json, os, pty, select, signal, struct, sys, termios
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 4, 20, 0, 0))
listening = True
def listen(number, frame):
    global listening
    listening = number == signal.SIGUSR2
signal.signal(signal.SIGUSR1, listen)
signal.signal(signal.SIGUSR2, listen)
print(pid, file=sys.stderr, flush=True)
try:
    while True:
        ready, _, _ = select.select([0, terminal] if listening else [0], [], [], 0.02)
        for source, sink in (terminal, 1), (0, terminal):
            if source not in ready: continue
            text = os.read(source, 65536)
            if not text: raise EOFError
            os.write(sink, text)
except (EOFError, OSError):
    pass # one side is gone
os.close(terminal)
_, status = os.waitpid(pid, 0)
ended = {"signal": os.WTERMSIG(status)} if os.WIFSIGNALED(status) else {"code": os.WEXITSTATUS(status)}
print(json.dumps(ended), file=sys.stderr, flush=True)
`;
