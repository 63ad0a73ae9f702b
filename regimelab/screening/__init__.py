"""Screening: a procedure of due diligence that structures a person's judgement and never makes one."""

NOTICE = (
    "This structures a judgement that people make and sign. It gives no legal advice, and no result of it is "
    "a legal conclusion."
)
