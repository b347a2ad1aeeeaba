import { numbersAndNotes } from '../kit/numbers.ts'

export const DIALECT = 'lingxi'
type Kind = 'user' | 'agent' | 'session' | 'message'

export const { numbersOf, findId, forget } = numbersAndNotes<Kind, 'session-notes'>(DIALECT)
