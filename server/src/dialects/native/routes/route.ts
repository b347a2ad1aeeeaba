import type { UseCase } from '#kernel/use-case.ts'

/** One line of the native API: path parameters, query and body together are the use-case's input. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly useCase: UseCase
  readonly summary: string
  /** 201 for a route that creates something. A response without a body is always 204. */
  readonly status: 200 | 201
}

/** `useCase` is a query, a command or a flow. */
export const route = (
  method: Route['method'],
  path: string,
  useCase: unknown,
  summary: string,
  status: Route['status'] = 200,
): Route => ({ method, path, useCase: useCase as UseCase, summary, status })

/** A `POST` route that creates something and answers 201. */
export const making = (path: string, useCase: unknown, summary: string) =>
  route('POST', path, useCase, summary, 201)
