"""Every effect of networks of events; being here gets it tested, documented and offered."""

from typing import Final

from regimelab.theory.networks.effect import ALL, COL_A, COL_B, PAIR, ROW_A, ROW_B, NetworkEffect
from regimelab.theory.networks.effects import closure, covariate, degree, repetition

BUTTS: Final = "Butts (2008), Sociological Methodology 38, 155"
DYNAM: Final = "Stadtfeld & Block (2017), Sociological Science 4, 318"
STEP: Final = (ROW_A, COL_B)
BOTH: Final = (ROW_A, COL_A)

NETWORK_EFFECTS: tuple[NetworkEffect, ...] = (
    NetworkEffect("1", covariate.constant, "nothing", (), "the base rate", "1", BUTTS),
    NetworkEffect(
        "tie", repetition.tie, "network", ((PAIR,),), "the sender is tied to the receiver", "x_{ij}", DYNAM
    ),
    NetworkEffect(
        "inertia",
        repetition.tie,
        "network",
        ((PAIR,),),
        "the sender did it to the receiver before",
        "x_{ij}",
        BUTTS,
    ),
    NetworkEffect(
        "recip",
        repetition.reciprocity,
        "network",
        ((PAIR,),),
        "the receiver did it to the sender before",
        "x_{ji}",
        BUTTS,
    ),
    NetworkEffect(
        "indeg_ego",
        degree.indegree_ego,
        "network",
        ((ROW_B,),),
        "how many are tied to the sender",
        r"\sum_k x_{ki}",
        DYNAM,
    ),
    NetworkEffect(
        "indeg_alter",
        degree.indegree_alter,
        "network",
        ((COL_B,),),
        "how many are tied to the receiver",
        r"\sum_k x_{kj}",
        DYNAM,
    ),
    NetworkEffect(
        "outdeg_ego",
        degree.outdegree_ego,
        "network",
        ((ROW_A,),),
        "to how many the sender is tied",
        r"\sum_k x_{ik}",
        DYNAM,
    ),
    NetworkEffect(
        "outdeg_alter",
        degree.outdegree_alter,
        "network",
        ((COL_A,),),
        "to how many the receiver is tied",
        r"\sum_k x_{jk}",
        DYNAM,
    ),
    NetworkEffect(
        "trans",
        closure.transitivity,
        "network",
        (STEP,),
        "two-paths from sender to receiver",
        r"\sum_k x_{ik} x_{kj}",
        DYNAM,
    ),
    NetworkEffect(
        "mixed_trans",
        closure.mixed_transitivity,
        "networks",
        ((ROW_A,), (COL_B,)),
        "two-paths whose steps lie in two networks",
        r"\sum_k x_{ik} y_{kj}",
        DYNAM,
    ),
    NetworkEffect(
        "cycle",
        closure.cycle,
        "network",
        ((COL_A, ROW_B),),
        "two-paths from receiver back to sender",
        r"\sum_k x_{jk} x_{ki}",
        DYNAM,
    ),
    NetworkEffect(
        "common_sender",
        closure.common_sender,
        "network",
        ((ROW_B, COL_B),),
        "third actors tied to both",
        r"\sum_k x_{ki} x_{kj}",
        DYNAM,
    ),
    NetworkEffect(
        "common_receiver",
        closure.common_receiver,
        "network",
        ((ROW_A, COL_A),),
        "third actors to whom both are tied",
        r"\sum_k x_{ik} x_{jk}",
        DYNAM,
    ),
    NetworkEffect(
        "four",
        closure.four_cycle,
        "network",
        ((ALL,),),
        "three-paths that the tie would close",
        r"\sum_{k \ne j, l \ne i} x_{ik} x_{lk} x_{lj}",
        DYNAM,
    ),
    NetworkEffect("ego", covariate.ego, "attribute", ((ROW_A,),), "the sender's attribute", "z_i", DYNAM),
    NetworkEffect(
        "alter", covariate.alter, "attribute", ((COL_A,),), "the receiver's attribute", "z_j", DYNAM
    ),
    NetworkEffect(
        "same",
        covariate.same,
        "attribute",
        (BOTH,),
        "both have the same attribute",
        "1\\{z_i = z_j\\}",
        DYNAM,
    ),
    NetworkEffect(
        "diff",
        covariate.difference,
        "attribute",
        (BOTH,),
        "how far their attributes lie apart",
        "|z_i - z_j|",
        DYNAM,
    ),
    NetworkEffect(
        "sim",
        covariate.similarity,
        "attribute",
        (BOTH,),
        "how near their attributes lie",
        "-|z_i - z_j|",
        DYNAM,
    ),
    NetworkEffect(
        "sum", covariate.total, "attribute", (BOTH,), "the sum of their attributes", "z_i + z_j", DYNAM
    ),
    NetworkEffect(
        "global",
        covariate.everywhere,
        "series",
        ((ALL,),),
        "what holds for everybody at the moment",
        "g(t)",
        BUTTS,
    ),
)
NETWORK_EFFECT: Final = {effect.name: effect for effect in NETWORK_EFFECTS}
SIDED: Final = ("indeg", "outdeg")
