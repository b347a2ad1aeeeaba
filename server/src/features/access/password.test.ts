import { parseOptions } from '@node-rs/argon2'
import { describe, expect, test } from 'vitest'
import { commonPasswords } from './common-passwords.ts'
import { openGate } from './gate.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { refuseWeakPassword } from './password-rules.ts'

test('passwords are stored as salted argon2id with 19 MiB and two passes', async () => {
  const [one, two] = await Promise.all([hashPassword('river walks'), hashPassword('river walks')])
  expect(one).toMatch(/^\$argon2id\$v=19\$/)
  expect(one).not.toBe(two)
  expect(parseOptions(one)).toMatchObject({ memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 })
  expect(await verifyPassword(one, 'river walks')).toBe(true)
  expect(await verifyPassword(one, 'River walks')).toBe(false)
})

test('the same letters typed on another keyboard are the same password', async () => {
  expect(await verifyPassword(await hashPassword('cafe\u0301 noir'), 'caf\u00e9 noir')).toBe(true)
})

describe('the gate', () => {
  test('admits two at a time, in order, and refuses when its queue is full', async () => {
    const gate = openGate({ runningMax: 2, waitingMax: 3 })
    const finish: (() => void)[] = []
    const started: number[] = []
    const work = (at: number) => () =>
      new Promise<number>((done) => {
        started.push(at)
        finish.push(() => done(at))
      })
    const admitted = [0, 1, 2, 3, 4].map((at) => gate(work(at)))
    await expect(gate(work(5))).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: 2 })
    for (let at = 0; at < 5; at += 1) {
      expect(started).toEqual([0, 1, 2, 3, 4].slice(0, Math.min(at + 2, 5)))
      finish[at]?.()
      expect(await admitted[at]).toBe(at)
    }
    const after = gate(work(6))
    finish.at(-1)?.()
    expect(await after).toBe(6)
  })

  test('frees the slot of failed work', async () => {
    const gate = openGate({ runningMax: 1, waitingMax: 1 })
    const failing = gate(() => Promise.reject(new Error('broken')))
    const next = gate(async () => 'done')
    await expect(failing).rejects.toThrow('broken')
    expect(await next).toBe('done')
  })
})

describe('weak passwords', () => {
  const person = { email: 'ada.lovelace@example.com', name: 'Ada Lovelace' }
  const refuses = (password: string) => expect(() => refuseWeakPassword(password, person))

  test('are the common ones, however they are written', () => {
    expect(commonPasswords.size).toBeGreaterThan(150)
    for (const word of commonPasswords) expect(word.length, word).toBeGreaterThanOrEqual(8)
    refuses('Password123').toThrow(expect.objectContaining({ code: 'invalid_input' }))
    refuses('１２３４５６７８').toThrow()
  })

  test('are the names of the account', () => {
    for (const password of ['Ada Lovelace', 'ada.lovelace', 'ADA.LOVELACE@example.com'])
      refuses(password).toThrow()
  })

  test('do not include any others', () => {
    for (const password of ['long walks by the river', 'Ada Lovelace 1815', '密码在这里很长'])
      refuses(password).not.toThrow()
  })
})
