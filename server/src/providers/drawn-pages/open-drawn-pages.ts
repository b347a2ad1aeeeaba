import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#kernel/fault.ts'
import type { DrawnPages } from '#kernel/file-ports.ts'
import { makeScratch } from '#platform/scratch/scratch.ts'
import { openGate } from '#platform/processes/gate.ts'
import { runLimited } from '../programs/run-limited.ts'

const EDGE = 768
const TIME_MS = 20_000
const PICTURE_BYTES_MAX = 4 * 1_048_576
const DOCUMENT = 'document.pdf'

/** Renders pages with pdftoppm, one at a time, each in a limited process. */
export function openDrawnPages(program: string): DrawnPages {
  const gate = openGate(1)
  return {
    async first(content, signal) {
      const leave = await gate.enter(signal)
      const directory = await makeScratch()
      try {
        await writeFile(join(directory, DOCUMENT), content, { mode: 0o600 })
        const words = `-q -f 1 -l 1 -singlefile -scale-to ${EDGE} -jpeg ${DOCUMENT} page`.split(' ')
        await runLimited({ program, words, directory, signal, timeMs: TIME_MS })
        return await drawn(join(directory, 'page.jpg'))
      } finally {
        await rm(directory, { recursive: true, force: true })
        leave()
      }
    },
  }
}

async function drawn(path: string): Promise<Uint8Array> {
  const size = await stat(path).then(
    (facts) => facts.size,
    () => 0,
  )
  if (size > 0 && size <= PICTURE_BYTES_MAX) return readFile(path)
  throw new Fault('invalid_input', 'It contains no pages.', { reason: 'unreadable' })
}
