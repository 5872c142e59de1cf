import type { Plugin } from 'vite'

const HUB = process.env.YICI_HUB ?? 'http://127.0.0.1:8000'
const HUB_PATHS = ['/couchdb', '/graphql', '/auth', '/verify', '/healthz']

/** What a development server leaves to a running hub. */
export const hubProxy = Object.fromEntries(HUB_PATHS.map((path) => [path, { target: HUB, ws: true }]))

const FOR_A_COMPILER = 'MODULE_LEVEL_DIRECTIVE' // "use client" and its like, in packages of React's: nothing for a bundle

/** A warning of the bundler is a mistake of ours: fail the build. */
export const warningsAreErrors: Plugin = {
  name: 'warnings-are-errors',
  onLog(level, log) {
    if (log.code === FOR_A_COMPILER) return false
    if (level === 'warn') throw new Error(log.message)
    return
  },
}
