import { readFileSync } from 'node:fs'
import vue from '@vitejs/plugin-vue'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { hubProxy, warningsAreErrors } from './vite.shared'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string
}
const VERSION = process.env.YICI_APP_VERSION ?? version

export default defineConfig({
  base: '/app/',
  define: { global: 'globalThis', __APP_VERSION__: JSON.stringify(VERSION) },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: { checks: { pluginTimings: false } }, // a busy machine is no mistake of ours
  },
  plugins: [
    warningsAreErrors,
    vue(),
    VitePWA({
      registerType: 'prompt',
      includeAssets: ['icon.svg', 'icon-192.png', 'icon-512.png'],
      workbox: {
        navigateFallback: '/app/index.html',
        navigateFallbackAllowlist: [/^\/app\//],
        navigateFallbackDenylist: [
          /^\/(couchdb|graphql|auth|verify|v|dashboard|desk|district|guides|healthz|metrics)\b/i,
        ],
        globPatterns: ['**/*.{js,css,html,svg,png,wasm,webmanifest}'],
      },
      manifest: {
        name: '一次办 · 生育服务证',
        short_name: '一次办',
        lang: 'zh-CN',
        start_url: '/app/',
        scope: '/app/',
        display: 'standalone',
        background_color: '#f4f1ea',
        theme_color: '#17322e',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  server: { proxy: hubProxy },
  preview: { proxy: hubProxy },
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    maxWorkers: '100%', // nothing else runs meanwhile
    testTimeout: 60_000, // a busy machine is no mistake of ours
    server: { deps: { inline: [/pouchdb/] } },
    alias: { 'pouchdb-binary-utils': 'pouchdb-binary-utils/lib/index-browser.es.js' }, // what browsers get
  },
})
