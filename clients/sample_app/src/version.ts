/** Which build of the app this is; told where somebody asks for help by telephone. */
export const VERSION: string = __APP_VERSION__

declare const __APP_VERSION__: string
