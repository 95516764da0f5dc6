#!/usr/bin/python3
"""A slow settlement, written from the rules alone, and random plans to try it on.

    python3 test/reference/settlement.py SEED PLANS CLAIMS FOLDER

writes into FOLDER
    plans.csv       plan, jumps, marginal, json
    claims.csv      plan, person, row, tier, category, referral, total,
                    excluded, day, claim
    expected.csv    plan, person, row, note, and what was paid by whom

jumps says how many layers are not marginal; marginal, that every layer is so and
by the year, and that no words, days or documents change within a person's year.

The method shares nothing with the C code.  Amounts are decimals of 60 digits;
nothing is carried from claim to claim but the list of the claims settled before,
and every sum over the year is added up anew.  A document that takes back settles
the whole list anew.
"""
import csv
import datetime
import json
import random
import sys
from decimal import ROUND_HALF_UP, Decimal, getcontext

getcontext().prec = 60
CENT = Decimal("0.01")
PAYERS = ["basic", "serious", "assistance", "tilt", "supplement"]
ZERO = Decimal(0)


def D(x):
    return Decimal(str(x))


def to_cent(x):
    return x.quantize(CENT, rounding=ROUND_HALF_UP)


# ---- the rules of a layer for one claim


def applies(rule, words):
    for field, word in words.items():
        wanted = rule.get(field)
        if wanted is not None and word not in (wanted if isinstance(wanted, list) else [wanted]):
            return False
    return True


def bands_of(part):
    if "rate" in part:
        return [[ZERO, None, D(part["rate"])]]
    if "bands" in part:
        return [[D(a), None if b is None else D(b), D(r)] for a, b, r in part["bands"]]
    return None


def terms(layer, words):
    t = {"deductible": ZERO, "cap": None, "bands": [], "steps": None, "nth": None}
    for rule in [layer] + layer.get("rules", []):
        if rule is not layer and not applies(rule, words):
            continue
        if "deductible" in rule:
            t["deductible"] = D(rule["deductible"])
        if rule is not layer and "deductible_factor" in rule:
            t["deductible"] = to_cent(t["deductible"] * D(rule["deductible_factor"]))
        if "cap" in rule:
            t["cap"] = None if rule["cap"] is None else D(rule["cap"])
        if "nth" in rule:
            t["nth"] = rule["nth"]
        if "steps" in rule:
            t["steps"] = [[D(a), D(g)] for a, g in rule["steps"]]
        if bands_of(rule) is not None:
            t["bands"] = bands_of(rule)
        for band in t["bands"]:
            band[2] *= D(rule.get("rate_factor", 1))
        for band in t["bands"]:
            band[2] += D(rule.get("rate_points", 0))
    return t


def nth_deductible(t, n):
    rule, d = t["nth"], t["deductible"]
    if rule is None or n < rule.get("from", 2):
        return d
    times = n - rule.get("from", 2) + 1 if rule.get("each", True) else 1
    if "amount" in rule:
        new = D(rule["amount"])
    elif "subtract" in rule:
        new = max(ZERO, d - times * D(rule["subtract"]))
    else:
        new = d
        for _ in range(times):
            new = to_cent(new * D(rule["multiply"]))
    return max(new, min(D(rule.get("floor", 0)), d))


def grant(layer, t, d, x):
    """T(x), not rounded."""
    if t["steps"] is not None:
        reached = [g for above, g in t["steps"] if x > above]
        return reached[-1] if reached else ZERO
    first_yuan = layer.get("base") == "first-yuan"
    if x < d:
        return ZERO
    total = ZERO
    for low, high, rate in t["bands"]:
        if layer.get("bands_from") == "deductible":
            low, high = low + d, None if high is None else high + d
        if not first_yuan:
            low = max(low, d)
        high = x if high is None else min(high, x)
        if high > low:
            total += rate * (high - low)
    return total


# ---- a claim, after the claims settled before it


def is_in_force(part, day):
    return (("valid_from" not in part or day >= part["valid_from"])
            and ("valid_to" not in part or day <= part["valid_to"]))


def by_year(layer):
    return layer.get("per", "admission" if layer["layer"] == "basic" else "year") == "year"


def settle_one(plan, before, claim):
    """before: the claims of the year, with what settle_one() said of them."""
    words = {k: claim[k] for k in ("tier", "category", "referral")}
    admits = claim["tier"] not in plan.get("outpatient", [])
    n = sum(c["admits"] for c in before) + admits
    scope_left = claim["total"] - claim["excluded"]
    left = claim["total"]
    layers, paid, deducted = [], dict.fromkeys(PAYERS, ZERO), ZERO
    for k, layer in enumerate(plan["layers"]):
        if not (is_in_force(plan, claim["day"]) and is_in_force(layer, claim["day"])):
            layers.append((ZERO, ZERO, ZERO))
            continue
        t = terms(layer, words)
        if not t["bands"] and not t["steps"]:  # no benefit for such a claim
            layers.append((ZERO, ZERO, ZERO))
            continue
        whole_bill = layer.get("of") == "all"
        x = left if whole_bill else scope_left
        a = sum((c["layers"][k][0] for c in before), ZERO) if by_year(layer) else ZERO
        d = t["deductible"] if by_year(layer) or not admits else nth_deductible(t, n)
        due_before = sum((c["layers"][k][1] for c in before), ZERO)
        so_far = to_cent(grant(layer, t, d, a))
        whole = t["steps"] is not None or layer.get("base", "marginal") == "first-yuan"
        if whole and by_year(layer):  # a yuan is granted once, whatever the terms were
            more = max(ZERO, to_cent(grant(layer, t, d, a + x)) - max(so_far, due_before))
        else:
            more = to_cent(grant(layer, t, d, a + x)) - so_far
        if t["cap"] is not None:
            more = min(more, max(ZERO, t["cap"] - due_before))
        owed = due_before + more - sum((c["layers"][k][2] for c in before), ZERO)
        pays = min(owed, x)
        layers.append((x, more, pays))
        left -= pays
        if not whole_bill:
            scope_left -= pays
        paid[layer["layer"]] += pays
        if layer["layer"] == "basic" and layer.get("base", "marginal") == "marginal" \
                and t["steps"] is None and t["bands"]:
            deducted = max(deducted, min(d, a + x) - min(d, a))
    return dict(claim, admits=admits, layers=layers, paid=paid, deductible=deducted,
                person=left, scope_rest=scope_left)


def settle_all(plan, claims):
    done = []
    for claim in claims:
        done.append(settle_one(plan, done, claim))
    return done


def sums(done):
    return ([sum((c["paid"][p] for c in done), ZERO) for p in PAYERS]
            + [sum((c[f] for c in done), ZERO) for f in ("person", "scope_rest", "deductible")])


def settle_year(plan, documents):
    """One line a document: note, then what was paid by each payer, the person's
    part, what is left in scope, and the deductible."""
    standing, lines, before = [], [], [ZERO] * 8
    for document in documents:
        note = ""
        if document["total"] >= 0:
            standing.append(document)
            if not (is_in_force(plan, document["day"])
                    and any(is_in_force(layer, document["day"]) for layer in plan["layers"])):
                note = "no layer is in force"
        else:
            note = "taken back"
            originals = [
                i for i, c in enumerate(standing)
                if c["claim"] == document["claim"] and c["excluded"] + document["excluded"] >= 0
                and (c["total"] - c["excluded"]) + (document["total"] - document["excluded"]) >= 0]
            if not originals:
                lines.append(["nothing to take back"] + [""] * 8)
                continue
            c = standing[originals[-1]]
            rest = dict(c, total=c["total"] + document["total"],
                        excluded=c["excluded"] + document["excluded"])
            standing[originals[-1]] = rest
            if rest["total"] == 0:
                del standing[originals[-1]]
        after = sums(settle_all(plan, standing))
        lines.append([note] + [b - a for a, b in zip(before, after)])
        before = after
    return lines


# ---- random plans


def is_valid(plan):
    for layer in plan["layers"]:
        for tier in plan["tiers"]:
            for category in plan["categories"]:
                for referral in plan["referrals"]:
                    t = terms(layer, {"tier": tier, "category": category, "referral": referral})
                    for _, _, rate in t["bands"]:
                        if not 0 <= rate <= 1 or rate.as_tuple().exponent < -9:
                            return False
                    if (t["bands"] or t["steps"]) and t["cap"] is not None and t["cap"] < t["deductible"]:
                        return False
    return True


def random_amount(r, most):
    return round(r.choice([1, 1, 10, 0.01]) * r.randint(0, most), 2)


def random_rate(r):
    return round(r.choice([r.random(), r.randint(0, 20) / 20]), r.randint(1, 4))


def random_payment(r):
    if r.random() < 0.5:
        return {"rate": random_rate(r)}
    limits = sorted(r.sample(range(0, 60000, 500), r.randint(2, 5)))
    bands = [[a, b, random_rate(r)] for a, b in zip(limits, limits[1:])]
    if r.random() < 0.3:
        del bands[r.randrange(len(bands))]  # a gap
    if r.random() < 0.7:
        bands.append([limits[-1], None, random_rate(r)])
    return {"bands": bands} if bands else {"rate": 0.5}


def random_layer(r, payer, kind):
    layer = {"layer": payer}
    if kind == "marginal":
        layer["per"] = "year"
    elif r.random() < 0.4:
        layer["per"] = r.choice(["admission", "year"])
    base = "marginal" if kind == "marginal" or r.random() < 0.8 else r.choice(["first-yuan", "steps"])
    if base == "steps":
        limits = sorted(r.sample(range(0, 40000, 1000), 3))
        layer["steps"] = [[a, g] for a, g in zip(limits, sorted(r.sample(range(0, 9000, 100), 3)))]
    else:
        if base != "marginal":
            layer["base"] = base
        elif r.random() < 0.2:
            layer["bands_from"] = "deductible"
        layer["deductible"] = random_amount(r, 900)
        if r.random() < 0.8:
            layer.update(random_payment(r))
    if r.random() < 0.6:
        layer["cap"] = 10000 + random_amount(r, 9000)
    if not by_year(layer) and base != "steps" and r.random() < 0.6:
        layer["nth"] = r.choice([
            {"multiply": 0.5}, {"from": 3, "amount": 20}, {"subtract": 100.5, "floor": 10},
            {"from": 2, "multiply": 0.777, "each": False}, {"multiply": 0.9, "floor": 33.33}])
    if kind != "marginal" and r.random() < 0.2:
        layer["valid_from"] = "2024-0%d-15" % r.randint(1, 6)
    if kind != "marginal" and r.random() < 0.1:
        layer["valid_to"] = "2024-%02d-20" % r.randint(7, 12)
    layer["rules"] = [random_rule(r, base) for _ in range(r.randint(0, 4))]
    return layer


def random_rule(r, base):
    rule = {}
    for field, words in (("tier", "abc"), ("category", "xyz"), ("referral", "pq")):
        if r.random() < 0.4:
            rule[field] = r.choice([r.choice(words), sorted(r.sample(words, 2))])
    if r.random() < 0.3:
        rule["cap"] = r.choice([None, 9000 + random_amount(r, 9000)])
    if base != "steps":
        if r.random() < 0.4:
            rule.update(random_payment(r))
        if r.random() < 0.3:
            rule["deductible"] = random_amount(r, 900)
        if r.random() < 0.2:
            rule["deductible_factor"] = r.choice([0.5, 0.333, 1.25])
        if r.random() < 0.3:
            rule["rate_factor"] = r.choice([0.9, 0.85, 0.6, 0])
        if r.random() < 0.3:
            rule["rate_points"] = r.choice([0.05, -0.05, 0.0125])
    return rule if set(rule) - {"tier", "category", "referral"} else dict(rule, cap=20000)


def random_plan(r, kind):
    while True:
        payers = sorted(r.choices(PAYERS, k=r.randint(1, 6)), key=PAYERS.index)
        plan = {"tiers": list("abc"), "categories": list("xyz"), "referrals": list("pq"),
                "layers": [random_layer(r, p, kind) for p in payers]}
        for layer in plan["layers"][r.randint(0, 8):]:
            layer["of"] = "all"
        if kind != "marginal" and r.random() < 0.3:
            plan["outpatient"] = ["c"]
        if kind != "marginal" and r.random() < 0.1:
            plan["valid_from"] = "2024-02-01"
        if is_valid(plan):
            return plan


def random_documents(r, kind, n):
    words = {"tier": r.choice("abc"), "category": r.choice("xyz"), "referral": r.choice("pq")}
    days = sorted(r.randint(0, 365) for _ in range(n))
    documents = []
    for i, day in enumerate(days):
        if kind != "marginal" and r.random() < 0.3:
            words = {"tier": r.choice("abc"), "category": r.choice("xyz"), "referral": r.choice("pq")}
        total = D(round(r.choice([1, 10, 100, 1000, 20000]) * r.random() ** 2 * 5, 2))
        excluded = to_cent(total * D(round(r.choice([0, r.random()]), 2)))
        claim = str(i)
        if kind != "marginal" and documents and r.random() < 0.08:
            old = r.choice(documents)
            part = r.choice([1, 1, D("0.5"), D("1.5")])
            claim = old["claim"]
            total, excluded = -to_cent(abs(old["total"]) * part), -to_cent(abs(old["excluded"]) * part)
            if total == 0:
                excluded = total = ZERO
        day = (datetime.date(2024, 1, 1) + datetime.timedelta(day)).isoformat()
        documents.append(dict(words, total=total, excluded=excluded, day=day, claim=claim))
    return documents


def main(seed, n_plans, n_claims, folder):
    r = random.Random(seed)
    files = [open("%s/%s.csv" % (folder, f), "w", newline="") for f in ("plans", "claims", "expected")]
    plans, claims, expected = [csv.writer(f) for f in files]
    for p in range(n_plans):
        kind = "marginal" if p % 3 == 0 else "any"
        plan = random_plan(r, kind)
        jumps = sum("steps" in x or x.get("base") == "first-yuan" for x in plan["layers"])
        plans.writerow([p, jumps, kind == "marginal", json.dumps(plan)])
        rows = person = 0
        while rows < n_claims // n_plans:
            documents = random_documents(r, kind, min(r.randint(1, 12), n_claims // n_plans - rows))
            for row, (c, line) in enumerate(zip(documents, settle_year(plan, documents))):
                claims.writerow([p, person, row] + [c[f] for f in (
                    "tier", "category", "referral", "total", "excluded", "day", "claim")])
                expected.writerow([p, person, row] + line)
            rows += len(documents)
            person += 1
    for f in files:
        f.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
