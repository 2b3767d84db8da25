import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  // Relative addresses: the server, or a proxy before it, decides under which path the page stands.
  base: "./",
  plugins: [react()],
  worker: { format: "es" },
  build: {
    chunkSizeWarningLimit: 4000, // monaco is 2.8 MB and only this page loads it
    rolldownOptions: { checks: { moduleLevelDirective: false } }, // "use no memo" in graphiql, of no effect here
  },
});
