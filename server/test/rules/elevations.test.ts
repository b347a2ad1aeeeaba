import { expect, test } from 'vitest'
import { elevationsAreListed, nobodyElseIsTheSystem, staleElevations } from './elevation-rules.ts'
import { elevations } from './elevations.ts'
import { holds, ourTree } from './holds.ts'

const planted = 'server/src/dialects/lingxi/planted.ts'

holds('every place where a dialect makes an elevated scope is listed', elevationsAreListed(elevations), [
  [planted, "const elevated = elevateScope(scope, { asked: 'conversation:read', may: ['member:manage'] })"],
  [planted, "const elevated = elevateFor(\n  caller,\n  'tool:use',\n  ['tool:manage'],\n)"],
  [planted, 'const elevated = elevateBeforeEntry(app, tenantId, visit, OWNERS)'],
])

holds('no dialect enters as the system by another way', nobodyElseIsTheSystem, [
  [planted, "import { systemScope } from '#features/access/index.ts'"],
  [planted, 'const all = elevatedScope(scope, new Set(permissions))'],
])

test('everything listed exists', () => {
  expect(staleElevations(elevations, ourTree())).toEqual([])
  expect(staleElevations(['lingxi/gone.ts: asks agent:read'], ourTree())).toHaveLength(1)
})
