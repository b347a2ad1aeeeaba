const LOOK_EVERY_MS = 1_000

/**
 * Ends `npm start` as a whole. npm runs it in a shell and tells that one alone to stop; where the shell passes nothing on, as
 * Debian's does, the server would run on with nobody who could end it.
 */
export function endWithShell() {
  if (process.env.npm_lifecycle_event !== 'start' || process.platform === 'win32') return
  const shell = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, LOOK_EVERY_MS)
  timer.unref()
}
