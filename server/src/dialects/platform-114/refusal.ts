import { KnownRefusal } from '../kit/refusal.ts'

/** One complaint about a body, as pydantic 2 words it. */
export interface Issue {
  type: string
  loc: (string | number)[]
  msg: string
}

/** An error of the old platform itself, in its own format. */
export class Refusal extends KnownRefusal {
  readonly errors: readonly Issue[] | undefined
  constructor(status: number, message: string, errors?: readonly Issue[]) {
    super(status, message)
    this.errors = errors
  }
}

export const INVALID = '數據驗證失敗'
export const notAllowed = () => new Refusal(403, '權限不足')
export const noTenant = () => new Refusal(404, '租戶不存在')
export const noConversation = () => new Refusal(404, '對話不存在')
