"""Models over real HTTP and in this process: faults, retries, the ledger, budgets, the number in flight."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from chat_server import running, stats

from factory.models.asker import Asker, Limits, NoAnswer, Stopped
from factory.models.endpoint import Endpoint
from factory.models.ledger import Ledger, LedgerError
from factory.models.opening import Backend, open_model
from factory.models.requests import Completion, Message, Refused, Request, Unusable
from factory.models.supervised import Supervised

QUICK = Limits(first_wait=0.001)


def request(text: str, **settings: Any) -> Request:
    return Request(messages=(Message("user", text),), **settings)


def asking(
    url: str, ledger: Path, body: Callable[[Asker], Coroutine[Any, Any, Any]], limits: Limits = QUICK
) -> Any:
    async def main() -> Any:
        model = Endpoint(f"{url}/v1", "tiny")
        with Ledger(ledger) as book:
            try:
                return await body(Asker(model, book, limits))
            finally:
                await model.close()

    return asyncio.run(main())


def all_of(count: int) -> Callable[[Asker], Coroutine[Any, Any, Any]]:
    async def body(asker: Asker) -> list[Any]:
        asked = (asker.ask(request(f"question {i}")) for i in range(count))
        return await asyncio.gather(*asked, return_exceptions=True)

    return body


def test_faults_are_survived_and_no_answer_is_paid_twice(tmp_path: Path) -> None:
    with running("--faults", "0.5") as url:
        answers = asking(url, tmp_path / "ledger", all_of(300))
        assert all(one.text == f"- question {i}" for i, one in enumerate(answers))
        counted = stats(url)
        assert counted["distinct"] == 300 and counted["answered_again"] == 0
        assert counted["requests"] > 400
        assert asking(url, tmp_path / "ledger", all_of(300)) == answers
        assert stats(url) == counted


def test_only_failures_are_asked_again_and_put_away_after_three_runs(tmp_path: Path) -> None:
    with running("--fail", "question 7", "--refuse", "question 5") as url:
        for run in (1, 2, 3, 4):
            answers = asking(url, tmp_path / "ledger", all_of(10))
            missing = {i: one for i, one in enumerate(answers) if isinstance(one, NoAnswer)}
            assert set(missing) == {5, 7}
            assert missing[5].final and missing[7].final == (run >= 3)
            assert "HTTP 400" in str(missing[5]) and "HTTP 500" in str(missing[7])
            assert stats(url)["requests"] == 9 + 6 * min(run, 3)
        with Ledger(tmp_path / "ledger") as book:
            assert book.counts() == {"done": 8, "filtered": 0, "failed": 0, "quarantined": 2}


def test_a_server_that_is_gone_stops_the_run_and_blames_no_request(tmp_path: Path) -> None:
    for _ in range(4):
        answers = asking("http://127.0.0.1:9", tmp_path / "ledger", all_of(40))
        assert sum(isinstance(one, Stopped) and one.broken for one in answers) >= 20
        assert not any(isinstance(one, NoAnswer) and one.final for one in answers)
    with Ledger(tmp_path / "ledger") as book:
        assert book.counts()["quarantined"] == 0 and book.counts()["failed"] >= 20


def test_a_wrong_key_and_a_wrong_route_stop_at_once(tmp_path: Path) -> None:
    with running("--key", "secret") as url:
        for place, status in ((url, "401"), (f"{url}/nowhere", "404")):
            answers = asking(place, tmp_path / "ledger", all_of(30))
            assert all(isinstance(one, Stopped) for one in answers) and status in str(answers[0])

        async def with_key() -> Completion:
            model = Endpoint(f"{url}/v1", "tiny", key="secret")
            answer = await model.complete(request("hello"))
            await model.close()
            return answer

        assert asyncio.run(with_key()).text == "- hello"


def test_the_number_in_flight_follows_the_server(tmp_path: Path) -> None:
    with running("--capacity", "20", "--latency", "0.01") as url:
        limits = Limits(first_wait=0.01, attempts=50)
        answers = asking(url, tmp_path / "ledger", all_of(1500), limits)
        counted = stats(url)
    assert all(isinstance(one, Completion) for one in answers)
    assert counted["most_at_once"] > 12 and counted["turned_away"] < 500
    with running("--latency", "0.02") as url:
        asking(url, tmp_path / "other", all_of(1500), Limits(concurrency=100))
        assert 50 < stats(url)["most_at_once"] <= 100


def test_budgets_end_the_asking(tmp_path: Path) -> None:
    with running("--latency", "0.01") as url:
        answers = asking(url, tmp_path / "tokens", all_of(2000), Limits(tokens=1000))
        stopped = [one for one in answers if isinstance(one, Stopped)]
        with Ledger(tmp_path / "tokens") as book:
            assert 500 <= book.prompt_tokens + book.completion_tokens <= 1200
        assert stopped and not stopped[0].broken and "1,000 tokens" in str(stopped[0])
        asked = stats(url)["requests"]
        asking(url, tmp_path / "tokens", all_of(2000), Limits(tokens=1000))
        assert stats(url)["requests"] < asked + 100
        answers = asking(url, tmp_path / "seconds", all_of(2000), Limits(seconds=0.2, concurrency=4))
        assert "time of 0.2 seconds" in str(next(one for one in answers if isinstance(one, Stopped)))


def test_a_ledger_is_used_by_one_at_a_time_and_damage_is_named(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger"), pytest.raises(LedgerError, match="another process"):
        Ledger(tmp_path / "ledger")
    (tmp_path / "bad").write_bytes(b"no database at all" * 100)
    with pytest.raises(LedgerError, match="not a readable ledger"):
        Ledger(tmp_path / "bad")


def test_keys_tell_requests_apart() -> None:
    asked = [request("a"), request("b"), request("a", temperature=0.2), request("a", sample=1)]
    keys = {one.key(name) for one in asked for name in ("x", "y")}
    assert len(keys) == 8 and request("a").key("x") in keys


def test_transformers_with_random_weights(tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers")
    tokenizers = pytest.importorskip("tokenizers")
    words = {word: i for i, word in enumerate(["<end>", "<unk>", *(f"w{i}" for i in range(60))])}
    core = tokenizers.Tokenizer(tokenizers.models.WordLevel(words, unk_token="<unk>"))
    core.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=core, eos_token="<end>", unk_token="<unk>"
    )
    config = transformers.LlamaConfig(
        vocab_size=len(words), hidden_size=32, intermediate_size=32, num_hidden_layers=1,
        num_attention_heads=2, max_position_embeddings=64, eos_token_id=0, bos_token_id=None,
    )  # fmt: skip
    transformers.LlamaForCausalLM(config).save_pretrained(tmp_path / "model")
    tokenizer.save_pretrained(tmp_path / "model")

    from factory.models.transformers_engine import TransformersEngine  # noqa: PLC0415

    engine = TransformersEngine(str(tmp_path / "model"), device="cpu")

    def generate(*requests: Request) -> list[Completion]:
        for number, one in enumerate(requests):
            engine.add(number, one)
        found: dict[int, Completion] = {}
        while engine.busy:
            found |= engine.step()
        return [found[number] for number in range(len(requests))]

    asked = [
        request("w1 w2", temperature=0.0, max_tokens=8),
        request("w3 w4 w5 w6", temperature=0.0, max_tokens=8),
        request("w1 w2", max_tokens=8),
        request("w1 w2", max_tokens=8, sample=1),
    ]
    alone = [generate(one)[0] for one in asked]
    made = generate(*asked)
    assert made[:2] == alone[:2]
    with pytest.raises(Refused, match="64"):
        engine.add(9, request("w1 " * 60, max_tokens=8))
    assert [one.prompt_tokens for one in made] == [2, 4, 2, 2]
    assert all(len(one.text.split()) <= 8 and one.completion_tokens <= 8 for one in made)
    first = generate(request("w1 w2", max_tokens=20, seed=5))
    assert first == generate(request("w1 w2", max_tokens=20, seed=5))

    async def opened() -> list[Any]:
        model = open_model(Backend.TRANSFORMERS, str(tmp_path / "model"), device="cpu")
        assert isinstance(model, Supervised)
        long = model.complete(request("w1 " * 60, max_tokens=8))
        try:
            [refused] = await asyncio.gather(long, return_exceptions=True)
            await model.load(str(tmp_path / "model"))
            assert model.deaths == 0 and model.pid is not None
            asking = asyncio.create_task(model.complete(request("w1 w2", temperature=0.0, max_tokens=8)))
            await asyncio.sleep(0)
            os.kill(model.pid, signal.SIGKILL)
            return [refused, (await asking).text, model.deaths]
        finally:
            await model.close()

    refused, said, deaths = asyncio.run(opened())
    assert isinstance(refused, Refused) and said == made[0].text and deaths == 1


def test_what_is_no_url_is_named() -> None:
    async def main() -> None:
        model = Endpoint("nowhere", "tiny")
        try:
            await model.complete(request("hello"))
        finally:
            await model.close()

    with pytest.raises(Unusable, match="is no URL"):
        asyncio.run(main())
