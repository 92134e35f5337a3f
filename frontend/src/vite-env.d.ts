/// <reference types="vite/client" />

/** Names this build; the same source always gives the same name. */
declare const __BUILD__: string;
