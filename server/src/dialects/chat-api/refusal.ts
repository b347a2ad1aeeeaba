import { KnownRefusal } from '../kit/refusal.ts'

/** One complaint about one field of a body. */
export interface Complaint {
  readonly field: string
  readonly message: string
  readonly type: string
}

/** An error of the Chat API itself, in its own format. */
export class Refusal extends KnownRefusal {
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  constructor(
    status: number,
    code: string,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(status, message)
    this.code = code
    this.details = details
  }
}

export const badRequest = (message: string) => new Refusal(400, 'VALIDATION_ERROR', message)
export const needsSignIn = (message = '需要认证') => new Refusal(401, 'AUTHENTICATION_ERROR', message)
export const notAllowed = (message = '权限不足') => new Refusal(403, 'AUTHORIZATION_ERROR', message)
const notThere = (message: string) => new Refusal(404, 'NOT_FOUND', message)
export const noUser = () => notThere('用户不存在')
/** Their word for sessions and for conversations. */
export const noSession = () => notThere('会话不存在')
export const noCustomer = () => notThere('客户不存在')
export const bodyRefused = (complaints: readonly Complaint[]) =>
  new Refusal(422, 'VALIDATION_ERROR', '请求参数验证失败', { errors: complaints })
