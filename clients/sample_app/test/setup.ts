import './helpers/indexedDB'
import { vi } from 'vitest'

vi.stubGlobal('navigator', { userAgent: 'Chrome/120' }) // PouchDB asks which browser it is in
