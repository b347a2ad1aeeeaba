import { expect, test } from 'vitest'
import { holdsSecret } from './secret.ts'

test.each([
  'Pays with 4111 1111 1111 1111',
  'Card 5500-0000-0000-0004',
  'Their password is hunter2',
  'Passwort: geheim',
  '密码是 abc123',
  '驗證碼：4711',
  'Uses sk-proj-abcdefghijklmnop',
  'Transfers to DE89 3704 0044 0532 0130 00',
  'Social security number 078-05-1120',
  'Token q9Xw7Lr2Kd81TzBv44Ms',
])('%s is not stored', (text) => expect(holdsSecret(text)).toBe(true))

test.each([
  'Lives in Berlin and works as a nurse',
  'Has ordered 1234567890123 parcels',
  'Forgot their password last week',
  'Lives at 12 Donaudampfschifffahrtsgesellschaft Street',
  '住在台北，喜歡喝茶',
  'Was born on 1990-01-02',
])('%s is stored', (text) => expect(holdsSecret(text)).toBe(false))
