import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChildStage, openChildStage } from '#test/support/child-stage.ts'
import { uploadDocument } from '#test/support/upload-document.ts'
import { pdfBombs } from './pdf-bombs.ts'

// A server in a process of its own: what ends a whole process is to be seen.

const FAILURES = {
  'too-much-memory': 'The document needs more memory to read than is allowed. Split it.',
  scan: 'This PDF has no text. If it is a scan, have its text recognised (OCR) first.',
  damaged: 'The file is damaged: it is not a readable PDF.',
  unreadable: 'The document cannot be read: it is damaged or in an unusual format.',
}
const GROWTH_MAX_MB = 100

let stage: ChildStage
let knowledgeBaseId: string
beforeAll(async () => {
  stage = await openChildStage()
  knowledgeBaseId = (
    await stage.ask<{ id: string }>('POST', '/v1/knowledge-bases', { body: { name: 'Handbook' } })
  ).body.id
})
afterAll(() => stage[Symbol.asyncDispose]())

const fateOf = (name: string, content: Buffer) => uploadDocument(stage, knowledgeBaseId, { name, content })

/** The most memory that the server's own process ever had; null on systems that do not tell. */
function mostMemoryMb(): number | null {
  try {
    const status = readFileSync(`/proc/${stage.child.pid}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024
  } catch {
    return null
  }
}

test.each(pdfBombs)(
  'a PDF fails alone: $what',
  async ({ what, make, reason }) => {
    const before = mostMemoryMb() ?? 0
    const { state, failure } = await fateOf(`${what}.pdf`, make())
    expect([state, failure?.reason, failure?.detail]).toEqual(
      reason === null ? ['ready', undefined, undefined] : ['failed', reason, FAILURES[reason]],
    )
    expect((await fetch(`${stage.url}/healthz`)).status).toBe(200)
    expect((mostMemoryMb() ?? 0) - before).toBeLessThan(GROWTH_MAX_MB)
    const next = await fateOf(`after ${what}.txt`, Buffer.from('Returns are free for two weeks.'))
    expect([next.state, next.failure]).toEqual(['ready', null])
  },
  180_000,
)
