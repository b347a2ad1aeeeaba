import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openChildStage } from '#test/support/child-stage.ts'
import { sized } from './size.ts'

const words = ['returns', 'shipping', 'warranty', 'battery', 'invoice', 'delivery', 'account', 'colour']

/** A text of so many paragraphs, each with a word that no other has. */
const textOf = (name: string, paragraphs: number) =>
  Array.from(
    { length: paragraphs },
    (_, at) =>
      `## Section ${at}\n\n${name}x${at} says: ${words.map((word, n) => words[(n * (at + 3)) % words.length] + word).join(' ')}.`,
  ).join('\n\n')

test('killed while indexing documents: each ends ready, with its passages once', {
  timeout: 900_000,
}, async () => {
  await using stage = await openChildStage({ env: { PARLEY_LEASE_SECONDS: '1' } })
  const { body: knowledgeBase } = await stage.ask<{ id: string }>('POST', '/v1/knowledge-bases', {
    body: { name: 'Handbook' },
  })
  const add = async (name: string) => {
    const added = await stage.ask<{ id: string }>(
      'POST',
      `/v1/knowledge-bases/${knowledgeBase.id}/documents`,
      {
        body: { name, text: textOf(name, 160) },
      },
    )
    expect([added.status, added.text]).toEqual([201, added.text])
    return added.body.id
  }
  const read = async (id: string) =>
    (await stage.ask<{ state: string; passageCount: number }>('GET', `/v1/documents/${id}`)).body
  const whole = await add('whole')
  await expect.poll(async () => (await read(whole)).state).toBe('ready')
  const { passageCount } = await read(whole)
  expect(passageCount).toBeGreaterThan(10)

  const ids: string[] = []
  let unfinished = 0
  for (let round = 0; round < sized(2, 40); round += 1) {
    ids.push(await add(`doc${round}`), await add(`other${round}`))
    await pause(Math.random() * 400)
    const states = await Promise.all(ids.slice(-2).map(async (id) => (await read(id)).state))
    unfinished += states.filter((state) => state !== 'ready').length
    await stage.child.kill('SIGKILL')
    await stage.start()
    // What the server dies of again and again is given up: these die once each.
    for (const id of ids.slice(-2)) await expect.poll(async () => (await read(id)).state).toBe('ready')
  }
  // The kills really fell into the work.
  expect(unfinished).toBeGreaterThan(0)
  for (const id of ids) expect(await read(id)).toMatchObject({ state: 'ready', passageCount })
  const { body: found } = await stage.ask<{ items: { passage: { documentName: string } }[] }>(
    'POST',
    '/v1/search',
    { body: { query: 'doc0x7', knowledgeBaseIds: [knowledgeBase.id] } },
  )
  expect(found.items.filter(({ passage }) => passage.documentName === 'doc0')).toHaveLength(1)
})
