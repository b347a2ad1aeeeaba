import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '#test/isolation/operations.ts'
import { spoiledPlaces } from './bodies.ts'
import { bodyOf, jsonRequest, named, openFurnishedTarget, type Target } from './target.ts'
import { valuesForDatabases } from './values.ts'

let target: Target

const all = await operations()

beforeAll(async () => {
  target = await openFurnishedTarget(all)
})

afterEach(() => target.checkAlive())

afterAll(() => target.close())

describe('each field of something that a database may stumble over', () => {
  test.each(named(all.filter(({ body }) => body === 'json')))('%s', async (_, operation) => {
    const input = await target.inputFor(operation)
    const own = bodyOf(operation, input)
    const requests = [...spoiledPlaces(own, valuesForDatabases)]
      .slice(valuesForDatabases.length)
      .map((body) => jsonRequest(operation, target.tokenFor(operation), input, JSON.stringify(body)))
    expect(await target.trying(requests)).toEqual([])
  })
})
