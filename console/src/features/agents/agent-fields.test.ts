import { expect, test } from 'vitest'
import { blankAgent, changesTo } from './agent-fields.ts'

test('only what differs from the agent counts as changed', () => {
  const ada = { ...blankAgent, name: 'Ada', knowledgeBaseIds: ['s1'] }
  expect(changesTo(ada, {})).toEqual({})
  expect(changesTo(ada, { name: 'Ada', knowledgeBaseIds: ['s1'] })).toEqual({})
  expect(changesTo(ada, { name: 'Ada', temperature: 0.4 })).toEqual({ temperature: 0.4 })
  expect(changesTo(ada, { knowledgeBaseIds: [] })).toEqual({ knowledgeBaseIds: [] })
})

test('a concurrent save by another person updates the untouched fields', () => {
  const touched = { name: 'Ada the second' }
  const saved = { ...blankAgent, name: 'Ada', instructions: 'Be brief.' }
  expect({ ...saved, ...changesTo(saved, touched) }).toMatchObject({
    name: 'Ada the second',
    instructions: 'Be brief.',
  })
  expect(changesTo({ ...saved, name: 'Ada the second' }, touched)).toEqual({})
})
