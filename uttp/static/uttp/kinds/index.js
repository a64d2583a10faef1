// The verdict on readings, in the browser as on the server: `evaluate` says what uttp.kinds says.
//
// `kind` is what uttp.kinds.exported gives: its tests, and the rules of the day by code. Attributes have been
// checked at registration; observations hold strings, booleans and lists in the shapes of the kind.
import { fuelDispenser } from "./fuel_dispenser.js";
import { nawi } from "./nawi.js";
import { capacityMeasure, kwhMeter, lengthMeasure, weights } from "./smaller.js";
import { roadTanker, unsettled } from "./unsettled.js";
import { waterMeter } from "./water_meter.js";

export { InvalidInput } from "./judging.js";

const FAMILIES = {
  capacity_measure: capacityMeasure,
  fuel_dispenser: fuelDispenser,
  kwh_meter: kwhMeter,
  length_measure: lengthMeasure,
  nawi,
  road_tanker: roadTanker,
  unsettled,
  water_meter: waterMeter,
  weights,
};

// Throws InvalidInput where a reading contradicts the instrument.
export function evaluate(kind, service, attributes, observations) {
  const tests = new Map(kind.tests.map((test) => [test.code, test]));
  const call = {
    kind,
    service,
    attributes,
    observations,
    test: (code) => tests.get(code),
    rule: (code) => kind.rules[code],
  };
  return FAMILIES[kind.family](call);
}
