"""The station desk."""

from fastapi import APIRouter

router = APIRouter()
