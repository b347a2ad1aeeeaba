import { expect, test } from 'vitest'
import { unfenced } from './unfenced.ts'

test.each([
  ['{"a":1}', '{"a":1}'],
  ['```json\n{"a":1}\n```', '{"a":1}\n'],
  ['  ```\r\n{"a":1}\n  ```\n', '{"a":1}\n  '],
  ['```python\na\n```', '```python\na\n```'],
  ['```json\n{}\n``` and more', '```json\n{}\n``` and more'],
  ['```json```', '```json```'],
  ['```\n```', ''],
])('%j holds %j', (answer, body) => expect(unfenced(answer)).toBe(body))
