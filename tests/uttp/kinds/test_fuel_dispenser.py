import pytest

from tests.uttp.kinds.cases import NOZZLE, judge, nozzle_readings, nozzle_runs, refused_fields, result, without, yes
from uttp.kinds.terms import TestVerdict, worst

both_services = pytest.mark.parametrize("service", ["tera", "tera_ulang"])
KIND = "fuel_dispenser"


def run(**reading: object) -> dict[str, object]:
    return {"flow": "max", **reading}


def judged_run(reading: dict[str, object], service: str = "tera") -> dict[str, str]:
    return result(judge(KIND, NOZZLE, {"runs": [reading]}, service), "runs")["rows"][0]  # type: ignore[no-any-return]


@both_services
def test_complete_and_exact_is_sah(service: str) -> None:
    evaluation = judge(KIND, NOZZLE, nozzle_readings(), service)
    assert evaluation["verdict"] == "sah"
    assert evaluation["missing"] == evaluation["reasons"] == []
    assert [test["test"] for test in evaluation["tests"]] == ["prechecks", "runs", "repeatability"]


@both_services
@pytest.mark.parametrize(
    ("indication", "true_volume", "error", "verdict"),
    [
        ("20.1", "20", "0.5", "sah"),
        ("19.9", "20", "-0.5", "sah"),
        ("20.1000001", "20", "0.5", "batal"),  # shown rounded, judged exactly
        ("19.8999999", "20", "-0.5", "batal"),
        ("20.0999999", "20", "0.5", "sah"),
        ("20", "20", "0", "sah"),
        ("20", "19.9", "0.5025", "batal"),
        ("1.005", "1", "0.5", "sah"),
        ("0", "20", "-100", "batal"),
        ("-1", "20", "-105", "batal"),
        ("999999999999999", "0.00000000000001", "9999999999999989999999999999900", "batal"),
    ],
)
def test_error_in_percent_of_the_true_volume(
    indication: str, true_volume: str, error: str, verdict: str, service: str
) -> None:
    row = run(indication=indication, true_volume=true_volume)
    assert judged_run(row, service) == {**row, "mpe": "0.5", "error": error, "verdict": verdict}


@both_services
@pytest.mark.parametrize(
    ("scale_reading", "verdict"),
    [
        ("-100", "batal"),  # the popular "100 mL on 20 L" is a rounding
        ("-99.6", "batal"),
        ("-99.5", "sah"),
        ("0", "sah"),
        ("100.5", "sah"),
        ("100.6", "batal"),
    ],
)
def test_window_of_the_standard_measure(scale_reading: str, verdict: str, service: str) -> None:
    row = run(indication="20", nominal="20", scale_reading_ml=scale_reading)
    judged = judged_run(row, service)
    assert judged["verdict"] == verdict
    assert judged["scale_reading_ml"] == scale_reading


def test_short_delivery_is_a_positive_error() -> None:
    assert judged_run(run(indication="20", nominal="20", scale_reading_ml="-100"))["error"] == "0.5025"


def test_certificate_correction_adds_to_the_scale_reading() -> None:
    assert (
        judged_run(run(indication="20", nominal="20", scale_reading_ml="-100", correction_ml="1"))["verdict"] == "sah"
    )
    assert (
        judged_run(run(indication="20", nominal="20", scale_reading_ml="-99", correction_ml="-1"))["verdict"] == "batal"
    )


@pytest.mark.parametrize(
    ("reading", "asked"),
    [
        ({}, "Isi penunjukan."),
        ({"flow": "max", "true_volume": "20"}, "Isi penunjukan."),
        (
            {"flow": "max", "indication": "20"},
            "Isi volume sebenarnya, atau nominal dan pembacaan skala bejana.",
        ),
        (
            {"flow": "max", "indication": "20", "nominal": "20"},
            "Isi volume sebenarnya, atau nominal dan pembacaan skala bejana.",
        ),
        (
            {"flow": "max", "indication": "20", "correction_ml": "1"},
            "Isi volume sebenarnya, atau nominal dan pembacaan skala bejana.",
        ),
    ],
)
def test_incomplete_run_is_open_and_says_what_is_needed(reading: dict[str, object], asked: str) -> None:
    evaluation = judge(KIND, NOZZLE, {"runs": [reading]})
    assert result(evaluation, "runs")["rows"] == [{**reading, "mpe": "0.5", "verdict": "open", "reason": asked}]
    assert result(evaluation, "repeatability") == {"test": "repeatability", "verdict": "open", "limit": "0.1"}
    assert "runs" in evaluation["missing"]


def test_run_without_a_flow_is_judged_but_does_not_count() -> None:
    runs = [*nozzle_runs()[1:], {"indication": "20", "true_volume": "20"}]
    evaluation = judge(KIND, NOZZLE, nozzle_readings(runs=runs))
    assert {row["verdict"] for row in result(evaluation, "runs")["rows"]} == {"sah"}
    assert evaluation["verdict"] == "open"
    assert evaluation["missing"] == ["runs"]


@both_services
@pytest.mark.parametrize(
    ("indications", "value", "verdict"),
    [
        (["20", "20.02", "20.01"], "0.1", "sah"),
        (["20", "20.0199999", "20"], "0.1", "sah"),
        (["20", "20.0200001", "20"], "0.1", "batal"),
        (["20.05", "19.95", "20"], "0.5", "batal"),
        (["20", "20"], "0", "sah"),
    ],
)
def test_repeatability_is_the_range_at_one_flow(indications: list[str], value: str, verdict: str, service: str) -> None:
    runs = [run(indication=one, true_volume="20") for one in indications]
    judged = result(judge(KIND, NOZZLE, {"runs": runs}, service), "repeatability")
    assert judged == {"test": "repeatability", "verdict": verdict, "value": value, "limit": "0.1"}


def test_runs_at_different_flows_are_not_compared() -> None:
    runs = [
        {"flow": flow, "indication": indication, "true_volume": "20"}
        for flow, indication in (("max", "20"), ("medium", "20.1"), ("slow", "19.9"))
        for _ in range(3)
    ]
    evaluation = judge(KIND, NOZZLE, nozzle_readings(runs=runs))
    assert evaluation["verdict"] == "sah"
    assert result(evaluation, "repeatability")["value"] == "0"


def test_too_wide_range_rejects_although_every_run_is_sah() -> None:
    runs = nozzle_runs()
    runs[4]["indication"] = "20.03"
    evaluation = judge(KIND, NOZZLE, nozzle_readings(runs=runs))
    assert evaluation["verdict"] == "batal"
    assert result(evaluation, "runs")["verdict"] == "sah"
    assert evaluation["reasons"] == [
        "Kemampuan ulang, laju alir Sedang (0,5-0,75 Qmax): selisih kesalahan 0,15 %, batasnya 0,1 %."
    ]


@pytest.mark.parametrize("dropped", range(9))
def test_fewer_than_three_runs_at_a_flow_is_open(dropped: int) -> None:
    runs = nozzle_runs()
    del runs[dropped]
    evaluation = judge(KIND, NOZZLE, nozzle_readings(runs=runs))
    assert evaluation["verdict"] == "open"
    assert evaluation["missing"] == ["runs"]
    assert len(evaluation["reasons"]) == 1


def test_more_runs_than_three_are_all_judged() -> None:
    bad = run(indication="21", true_volume="20")
    evaluation = judge(KIND, NOZZLE, nozzle_readings(runs=[*nozzle_runs(), bad]))
    assert evaluation["verdict"] == "batal"


@both_services
@pytest.mark.parametrize("item", list(yes(KIND, "prechecks")))
def test_any_no_stops_the_test(item: str, service: str) -> None:
    evaluation = judge(KIND, NOZZLE, {"prechecks": {item: False}}, service)
    assert evaluation["verdict"] == "batal"
    assert evaluation["missing"] == []
    assert len(evaluation["reasons"]) == 1


@pytest.mark.parametrize("item", list(yes(KIND, "prechecks")))
def test_unanswered_item_is_missing(item: str) -> None:
    evaluation = judge(KIND, NOZZLE, nozzle_readings(prechecks=without(yes(KIND, "prechecks"), item)))
    assert evaluation["verdict"] == "open"
    assert evaluation["missing"] == [f"prechecks.{item}"]


def test_type_approval_is_asked_only_at_tera() -> None:
    readings = nozzle_readings(prechecks=without(yes(KIND, "prechecks"), "type_approval"))
    assert judge(KIND, NOZZLE, readings, "tera")["verdict"] == "open"
    assert judge(KIND, NOZZLE, readings, "tera_ulang")["verdict"] == "sah"


@pytest.mark.parametrize(
    ("front", "rear", "value", "verdict"),
    [("20", "20.02", "20", "sah"), ("20.02", "20", "20", "sah"), ("20", "20.020001", "20.001", "batal")],
)
def test_displays_may_differ_by_twenty_millilitres(front: str, rear: str, value: str, verdict: str) -> None:
    evaluation = judge(KIND, NOZZLE, nozzle_readings(displays={"front": front, "rear": rear}))
    assert result(evaluation, "displays") == {
        "test": "displays",
        "verdict": verdict,
        "value": value,
        "limit": "20",
    }
    assert evaluation["verdict"] == verdict


def test_one_display_alone_is_open() -> None:
    evaluation = judge(KIND, NOZZLE, nozzle_readings(displays={"front": "20"}))
    assert evaluation["verdict"] == "open"
    assert evaluation["missing"] == []


def test_totalizers_are_noted_and_not_judged() -> None:
    readings = nozzle_readings(totalizer_before="999999.5", totalizer_after="12")
    assert judge(KIND, NOZZLE, readings) == judge(KIND, NOZZLE, nozzle_readings())


@pytest.mark.parametrize(
    ("observations", "field"),
    [
        ({"runs": [run(indication="20", true_volume="0")]}, "observations.runs.0.true_volume"),
        ({"runs": [run(indication="20", true_volume="-20")]}, "observations.runs.0.true_volume"),
        ({"runs": [run(indication="20", nominal="0", scale_reading_ml="1")]}, "observations.runs.0.nominal"),
        ({"runs": [run(nominal="20", scale_reading_ml="-20000")]}, "observations.runs.0.scale_reading_ml"),
        (
            {"runs": [run(), run(true_volume="20", nominal="20", scale_reading_ml="1")]},
            "observations.runs.1.true_volume",
        ),
        ({"runs": [run(true_volume="20", nominal="20")]}, "observations.runs.0.true_volume"),
        ({"runs": [{"flow": "fast"}]}, "observations.runs.0.flow"),
        ({"runs": [run(indication=20)]}, "observations.runs.0.indication"),
        ({"runs": [run(indication=None)]}, "observations.runs.0.indication"),
        ({"runs": [run(load="1")]}, "observations.runs.0.load"),
        ({"runs": {}}, "observations.runs"),
        ({"runs": [{}] * 201}, "observations.runs"),
        ({"prechecks": {"hose": 1}}, "observations.prechecks.hose"),
        ({"prechecks": {"wheel": True}}, "observations.prechecks.wheel"),
        ({"totalizer_before": "-1"}, "observations.totalizer_before"),
        ({"repeatability": {}}, "observations.repeatability"),
        ({"displays": {"left": "1"}}, "observations.displays.left"),
        ([], "observations"),
        (None, "observations"),
    ],
)
def test_contradictions_name_the_field(observations: object, field: str) -> None:
    assert refused_fields(KIND, NOZZLE, observations) == {field}


def test_typed_and_derived_volume_may_both_stand_when_equal() -> None:
    row = run(indication="20", true_volume="19.95", nominal="20", scale_reading_ml="-50")
    assert judged_run(row)["verdict"] == "sah"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"q_max": "0"}, "q_max"),
        ({"q_max": "-1"}, "q_max"),
        ({"q_min": "50"}, "q_min"),
        ({"q_min": "51"}, "q_min"),
        ({"fuel": ""}, "fuel"),
        ({"fuel": "x" * 61}, "fuel"),
        ({"fuel": "a\x00b"}, "fuel"),
        ({"nozzle": None}, "nozzle"),
        ({"nozzle": -1}, "nozzle"),
        ({"nozzle": True}, "nozzle"),
        ({"hose": "1"}, "hose"),
    ],
)
def test_wrong_nozzle_attributes_name_the_field(changes: dict[str, object], field: str) -> None:
    assert refused_fields(KIND, {**NOZZLE, **changes}, {}) == {f"attributes.{field}"}


def test_nozzle_number_may_come_as_a_number() -> None:
    assert judge(KIND, {**NOZZLE, "nozzle": 3}, nozzle_readings())["verdict"] == "sah"


def test_batal_beats_open_beats_sah() -> None:
    assert worst([TestVerdict.SAH, TestVerdict.OPEN, TestVerdict.BATAL]) is TestVerdict.BATAL
    assert worst([TestVerdict.SAH, TestVerdict.OPEN]) is TestVerdict.OPEN
    assert worst([TestVerdict.SAH]) is TestVerdict.SAH
    assert worst([]) is TestVerdict.OPEN
