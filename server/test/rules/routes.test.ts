import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { parametersOf, type Route } from '#contract/route.ts'
import { allRoutes } from '#contract/routes.ts'
import * as shapes from '#contract/shapes.ts'
import type { UseCase } from '#kernel/use-case.ts'
import { useCases } from '#server/app/features.ts'
import { lean } from '../../../contract/lean-routes.ts'
import { listPaths, root } from './read-tree.ts'

const byName = { ...shapes }

const keysOf = (input: z.ZodType) => (input instanceof z.ZodObject ? Object.keys(input.shape) : [])

/** Says where a row and its use-case are not of one mind. */
function faultsOf(route: Route, useCase: UseCase | undefined): string[] {
  if (!useCase) return ['has no use-case']
  const { input, output } = route
  // A range comes in its own header.
  const beyondPath = keysOf(useCase.input).filter(
    (key) => ![...parametersOf(route.path), 'range'].includes(key),
  )
  const answersNothing = useCase.output === null || useCase.output instanceof z.ZodNull
  return [
    ...(route.permission === useCase.permission ? [] : [`needs ${useCase.permission}`]),
    ...(input === undefined
      ? beyondPath.map((key) => `names no input, but takes ${key}`)
      : byName[input] === useCase.input
        ? []
        : [`does not take ${input}`]),
    ...(route.answers !== undefined ||
    (output === undefined ? answersNothing : byName[output] === useCase.output)
      ? []
      : [`does not answer ${output ?? 'nothing'}`]),
  ]
}

const all = () =>
  allRoutes.flatMap((route) =>
    faultsOf(
      route,
      useCases.find(({ name }) => name === route.name),
    ).map((fault) => `${route.method} ${route.path}: ${fault}`),
  )

test('every row of the table agrees with its use-case', () => {
  expect(allRoutes.length).toBeGreaterThan(300)
  expect(all()).toEqual([])
})

test('a row that disagrees is noticed', () => {
  const read = useCases.find(({ name }) => name === 'team.list')
  const row: Route = {
    method: 'GET',
    path: '/v1/teams',
    name: 'team.list',
    permission: 'public',
    summary: '',
  }
  expect(faultsOf(row, read)).toEqual(['needs inbox:read', 'does not answer nothing'])
  expect(faultsOf({ ...row, permission: 'inbox:read', output: 'Team' }, read)).toEqual([
    'does not answer Team',
  ])
  expect(faultsOf(row, undefined)).toEqual(['has no use-case'])
  const change = useCases.find(({ name }) => name === 'profile.change')
  expect(
    faultsOf({ ...row, name: 'profile.change', permission: 'profile:write', output: 'Member' }, change),
  ).toEqual(['names no input, but takes name'])
})

test('no address and no use-case has two rows', () => {
  const twice = (values: readonly string[]) => values.filter((one, at) => values.indexOf(one) !== at)
  expect(twice(allRoutes.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`))).toEqual([])
  expect(twice(allRoutes.map(({ name }) => name))).toEqual([])
})

test('a page gets the table without descriptions, and every row with what it needs to call', () => {
  const files = listPaths().filter((path) => path.startsWith('contract/src/routes/'))
  const text = files.map((path) => lean(readFileSync(join(root, path), 'utf8'))).join('\n')
  expect(text).not.toMatch(/\b(?:summary|output): '/)
  for (const { path, name, permission } of allRoutes) {
    expect(text).toContain(`'${path}'`)
    expect(text).toContain(`name: '${name}'`)
    expect(text).toContain(`permission: '${permission}'`)
  }
})
