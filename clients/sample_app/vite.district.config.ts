import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { hubProxy, warningsAreErrors } from './vite.shared'

/** The district's pages, `/dashboard/`, `/desk/` and `/graphql`: always online, so without a service worker. */
export default defineConfig({
  base: '/district/',
  publicDir: false, // the icon is the tablet app's
  build: {
    outDir: 'dist-district',
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: ['dashboard.html', 'desk.html', 'graphiql.html'],
      checks: { pluginTimings: false }, // a busy machine is no mistake of ours
    },
  },
  plugins: [warningsAreErrors, vue()],
  server: { proxy: hubProxy },
})
