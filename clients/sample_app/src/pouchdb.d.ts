declare module 'pouchdb-adapter-indexeddb' {
  const plugin: PouchDB.Plugin
  export default plugin
}

declare namespace PouchDB {
  interface Database {
    purge(id: string, rev: string): Promise<object>
  }
}
