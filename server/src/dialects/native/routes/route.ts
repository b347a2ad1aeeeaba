import type { UseCase } from '#kernel/use-case.ts'

/** One line of the native API: path parameters, query and body together are the use-case's input. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly useCase: UseCase
  readonly summary: string
  /** 201 where something new is there afterwards. An answer without a body is 204 in any case. */
  readonly status: 200 | 201
}

/** `useCase` is any of the three kinds. */
export const route = (
  method: Route['method'],
  path: string,
  useCase: unknown,
  summary: string,
  status: Route['status'] = 200,
): Route => ({ method, path, useCase: useCase as UseCase, summary, status })

/** The same where something new is there afterwards. */
export const making = (path: string, useCase: unknown, summary: string) =>
  route('POST', path, useCase, summary, 201)
