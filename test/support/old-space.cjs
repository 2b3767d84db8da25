// Loaded before a server: tells whoever started it, when asked, how many bytes lie where V8 keeps what has lived on.
const { getHeapSpaceStatistics } = require("node:v8");

process.on("message", () => {
  const old = getHeapSpaceStatistics().find(({ space_name }) => space_name === "old_space");
  process.send(old.space_used_size);
});
