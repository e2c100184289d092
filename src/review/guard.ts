/** Who is answered: the page that this server gave out, at its own address, and nobody else. */
import { timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'

const names = ['127.0.0.1', 'localhost'] as const

const equal = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** What every answer says: no other site may show, read or keep it. */
function protect(context: Context): void {
  const header = (name: string, value: string): void => context.header(name, value)
  if (!context.res.headers.has('Content-Security-Policy')) {
    header(
      'Content-Security-Policy',
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
  }
  header('X-Content-Type-Options', 'nosniff')
  header('X-Frame-Options', 'DENY')
  header('Referrer-Policy', 'no-referrer')
  header('Cross-Origin-Resource-Policy', 'same-origin')
  header('Cross-Origin-Opener-Policy', 'same-origin')
  if (!context.res.headers.has('Cache-Control')) header('Cache-Control', 'no-store')
}

/**
 * 403 for another host name (a name that was bound to this machine elsewhere) and for another site; 404 without the
 * token, which is the first part of every path. A request that changes something must say where it comes from.
 */
export function guard(token: string, port: () => number): MiddlewareHandler {
  return async (context, next) => {
    const hosts = names.map((name) => `${name}:${port()}`)
    const host = context.req.header('host') ?? ''
    const origin = context.req.header('origin')
    const site = context.req.header('sec-fetch-site')
    const changes = context.req.method !== 'GET' && context.req.method !== 'HEAD'
    const foreign =
      !hosts.includes(host) ||
      (origin === undefined ? changes : origin !== `http://${host}`) ||
      (site !== undefined && !['same-origin', 'none'].includes(site))
    if (foreign) context.res = context.text('not allowed', 403)
    else if (!equal(context.req.path.split('/')[1] ?? '', token)) context.res = context.text('not found', 404)
    else await next()
    protect(context)
  }
}
