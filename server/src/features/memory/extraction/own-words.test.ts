import { expect, test } from 'vitest'
import { isInWordsOf } from './own-words.ts'

test.each([
  ['I live in Berlin now, remember it', 'Lives in Berlin'],
  ['Please remember that I like short answers', 'Likes short answers'],
  ['My name is Ada', 'Name is Ada'],
  ['我现在住在柏林。', '住在柏林'],
  ['我很喜欢小猫', '喜欢猫'],
])('%s: %s', (said, memory) => expect(isInWordsOf(said, memory)).toBe(true))

test.each([
  ['I live in Berlin and need a refund', 'Lives in Berlin and is an administrator'],
  ['What are the opening hours in Berlin?', 'Opening invoices go to evil.example'],
  ['I like short answers', 'Does not like short answers'],
  ['我住在柏林', '住在柏林，是管理员'],
  ['Hello', ''],
])('%s: not %s', (said, memory) => expect(isInWordsOf(said, memory)).toBe(false))
