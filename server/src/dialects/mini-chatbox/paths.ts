import type { FastifyInstance, HTTPMethods, RouteHandlerMethod } from 'fastify'

/** Adds routes that are there with a slash at the end and without: some clients write it, some do not. */
export const openPaths =
  (http: FastifyInstance) =>
  (method: HTTPMethods, path: string | readonly string[], handler: RouteHandlerMethod): void => {
    for (const one of typeof path === 'string' ? [path] : path)
      for (const url of [one, `${one}/`]) http.route({ method, url, handler })
  }

export type OpenPath = ReturnType<typeof openPaths>
