import { expect, test } from 'vitest'
import { handsAreListed, nobodyElseIsTheSystem, staleHands } from './hand-rules.ts'
import { hands } from './hands.ts'
import { holds, ourTree } from './holds.ts'

const planted = 'server/src/dialects/lingxi/planted.ts'

holds('every place where a dialect lends the hand of the server is listed', handsAreListed(hands), [
  [planted, "const hand = lendHand(scope, { asked: 'conversation:read', may: ['member:manage'] })"],
  [planted, "const hand = handFor(\n  caller,\n  'tool:use',\n  ['tool:manage'],\n)"],
  [planted, 'const hand = handBefore(app, tenantId, visit, OWNERS)'],
])

holds('no dialect enters as the system by another way', nobodyElseIsTheSystem, [
  [planted, "import { systemScope } from '#features/access/index.ts'"],
  [planted, 'const all = handScope(scope, new Set(permissions))'],
])

test('what is listed is there', () => {
  expect(staleHands(hands, ourTree())).toEqual([])
  expect(staleHands(['lingxi/gone.ts: asks agent:read'], ourTree())).toHaveLength(1)
})
