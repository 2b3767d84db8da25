// Loaded before a server (`node -r`): from one message to the next it notes what comes to lie where V8 keeps what has
// lived on, or was made there, and by which functions it was made; then it answers that as V8 has it.
const { Session } = require("node:inspector");

const session = new Session();
session.connect();
let isOn = false;
process.on("message", () => {
  isOn = !isOn;
  // What goes when only the young are looked through has not lived on.
  const how = { samplingInterval: 4096, includeObjectsCollectedByMajorGC: true };
  if (isOn) session.post("HeapProfiler.startSampling", how);
  else session.post("HeapProfiler.stopSampling", (_, { profile }) => process.send(profile));
});
process.channel.unref();
